package dev.keeptrail.cli;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the detectors find in a file. */
@Command(
    name = "scan",
    description = "Show what the detectors find in a text.",
    footer = {
      "",
      "Values that are found are shown as they stand; --mask hides them. Without --category, all that",
      "policies look for unasked is looked for; names, dates, profanity and the like only by name.",
      "Policies have thresholds of their own: 0.8 for injections unless they say otherwise.",
      "Offsets in JSON count code points.",
      "",
      "Examples:",
      "  kt detect scan notes.txt",
      "  kt detect scan notes.txt --category pii,secret --mask",
      "  kt detect scan rows.jsonl --jsonl-field text --format jsonl",
      "  git diff | kt detect scan - --category secret --exit-code",
      "",
      "Exit codes:",
      "  0    the text was scanned",
      "  1    the command line is wrong, the file cannot be read, or a detector failed",
      "  3    something was found, with --exit-code",
    })
final class DetectScanCommand implements Callable<Integer> {
  private static final String EVERYTHING = "all";

  @Parameters(paramLabel = "<file>", description = "The text, in UTF-8; `-` reads standard input.")
  private Path file = Path.of("-");

  @Option(
      names = "--category",
      paramLabel = "<category>",
      split = ",",
      completionCandidates = Candidates.Categories.class,
      description =
          "Only these categories and what is under them, such as pii.email; or all; several with commas.")
  private List<String> categories = new ArrayList<>();

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = Words.ScanFormats.class,
      completionCandidates = Words.ScanFormats.class,
      description = "human, json, or jsonl: one line for each finding. Default: human.")
  private ScanFormat format = ScanFormat.HUMAN;

  @Option(
      names = "--jsonl-field",
      paramLabel = "<name>",
      description = "The file is JSON Lines; scan this field of each row as a text of its own.")
  private @Nullable String field;

  @Option(
      names = "--source",
      paramLabel = "<source>",
      converter = Words.Sources.class,
      completionCandidates = Words.Sources.class,
      description = "Where the text comes from, such as tool_result. Default: user.")
  private Source source = Source.USER;

  @Option(
      names = "--min-score",
      paramLabel = "<score>",
      description = "Show findings from this score on, 0 to 1. Default: 0.5.")
  private double minScore = 0.5;

  @Option(names = "--mask", description = "Do not show the values that are found.")
  private boolean masked;

  @Option(names = "--exit-code", description = "Exit with 3 when something is found.")
  private boolean exitCode;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  DetectScanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The form of the output. */
  enum ScanFormat {
    HUMAN,
    JSON,
    JSONL
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new CommandFailedException("`--min-score` is from 0 to 1", null);
    }
    try (PlugIns plugIns = detectors.open(invocation)) {
      return scan(plugIns);
    }
  }

  private int scan(PlugIns plugIns) throws CommandFailedException {
    Scanner scanner = Categories.scanner(wanted(plugIns), plugIns.all());
    var report = new FoundReport(invocation, masked);
    var faults = new ArrayList<ScanResult>();
    JsonWriter document = JsonWriter.indented().beginObject();
    var inputs = new ScanInputs(file, invocation);
    document.name("file").value(inputs.name()).name("findings").beginArray();
    read(
        inputs,
        text -> {
          ScanResult result = scan(scanner, text);
          show(report, text, result, document);
          report.faults(text, result);
          if (!result.faults().isEmpty()) {
            faults.add(result);
          }
        });
    if (field != null && report.texts() == 0) {
      throw new CommandFailedException(
          "no row of `%s` has a text in `%s`".formatted(inputs.name(), field), null);
    }
    if (format() == ScanFormat.JSON) {
      invocation.out().println(document.endArray().endObject());
    } else if (format() == ScanFormat.HUMAN) {
      invocation.out().println(summary(report));
    }
    if (!faults.isEmpty()) {
      return ExitCode.USAGE_OR_IO;
    }
    return exitCode && report.found() > 0 ? ExitCode.FOUND : ExitCode.OK;
  }

  private void read(ScanInputs inputs, Consumer<ScanInputs.Text> texts)
      throws CommandFailedException {
    if (field == null) {
      inputs.whole(texts);
    } else {
      inputs.rows(field, texts);
    }
  }

  private ScanResult scan(Scanner scanner, ScanInputs.Text text) {
    var scanned = new ScanText(text.text(), Origin.of(source, 0));
    ScanResult all = scanner.scan(new ScanInput(List.of(scanned), List.of()));
    return new ScanResult(
        all.findings().stream().filter(finding -> finding.score() >= minScore).toList(),
        all.faults(),
        all.scannedCharacters());
  }

  private void show(
      FoundReport report, ScanInputs.Text text, ScanResult result, JsonWriter document) {
    switch (format()) {
      case HUMAN -> report.frames(text, result);
      case JSONL -> report.lines(text, result);
      case JSON -> report.json(text, result, document);
    }
  }

  private String summary(FoundReport report) {
    String findings = Counted.of(report.found(), "finding");
    return field == null
        ? findings
        : "%s in %s".formatted(findings, Counted.of(report.texts(), "row"));
  }

  private ScanFormat format() {
    return json ? ScanFormat.JSON : format;
  }

  private Set<String> wanted(PlugIns plugIns) throws CommandFailedException {
    var foreign = new TreeSet<String>();
    plugIns.all().forEach(plugIn -> foreign.addAll(plugIn.categories()));
    if (categories.isEmpty() || categories.contains(EVERYTHING)) {
      Set<String> builtIn = categories.isEmpty() ? Categories.usual() : Detectors.categories();
      foreign.addAll(builtIn);
      return foreign;
    }
    Set<String> known = Categories.branches();
    known.addAll(Categories.branchesOf(foreign));
    for (String category : categories) {
      if (!known.contains(category)) {
        throw new CommandFailedException(
            "there is no category `%s`".formatted(PrintableText.beginning(category)),
            MeantCategory.hint(category, known));
      }
    }
    return new TreeSet<>(categories);
  }
}
