package dev.keeptrail.cli;

import dev.keeptrail.detectors.evaluation.DetectionPage;
import dev.keeptrail.detectors.evaluation.Evaluation;
import dev.keeptrail.detectors.evaluation.EvaluationOptions;
import dev.keeptrail.detectors.evaluation.corpus.Family;
import dev.keeptrail.detectors.evaluation.report.Floors;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.ledger.PrintableText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores the detectors on labelled corpora. */
@Command(
    name = "eval",
    description = "Score the detectors on labelled texts.",
    footer = {
      "",
      "The folder is searched for JSON Lines (*.jsonl, *.jsonl.gz). What a row is, its fields say:",
      "  label 0 or 1                     prompt injection; with set, lang, subtype, split",
      "  spans [{start, end, type}]       personal values, offsets in code points",
      "  entity, validator, scheme, ...   one value or sentence for one recogniser",
      "  rule or plugin                   a line that holds a secret, or only looks like it",
      "  kind, parameter_kind             a tool argument, attack or legitimate",
      "  severity, or a set named tox...  an entry of a word list",
      "docs/guides/detect.md has examples. Rows that are broken are counted and named.",
      "",
      "Examples:",
      "  kt detect eval --data ../corpora",
      "  kt detect eval --data ../corpora --only injection --errors 5",
      "  kt detect eval --data mails.jsonl --set mails-2026 --json",
      "",
      "Exit codes:",
      "  0    the rows were scored, whatever came out",
      "  1    the command line is wrong, a file cannot be used, or there is no row to score",
      "  3    a figure is beyond its floor in --floors",
    })
final class DetectEvalCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "<path>",
      required = true,
      description = "A folder of JSON Lines files, or one such file.")
  private Path data = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "<family>",
      split = ",",
      converter = Words.Families.class,
      completionCandidates = Words.Families.class,
      description =
          "Only injection, pii, secrets, tool-arguments or keywords; several with commas.")
  private List<Family> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "<name>",
      split = ",",
      description = "Only rows of this set; several with commas.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "Print figures and tables as JSON.")
  private boolean json;

  @Option(
      names = "--markdown",
      paramLabel = "<file>",
      description = "Also write the report as Markdown.")
  private @Nullable Path markdown;

  @Option(
      names = "--errors",
      paramLabel = "<n>",
      description = "Show so many wrongly judged rows of each group and kind. Default: 0.")
  private int errors;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "How many rows are scanned at the same time. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--quick",
      description = "Leave out disguises, containers and the cost of a scan.")
  private boolean quick;

  @Option(
      names = "--no-cost",
      description = "Leave out the cost of a scan, which only an idle machine can tell.")
  private boolean withoutCost;

  @Option(
      names = "--floors",
      paramLabel = "<file>",
      description = "Lines like `injection.macro_recall.default >= 0.4` that must hold.")
  private @Nullable Path floors;

  private static final int SHOWN_PROBLEMS = 10;

  private final Invocation invocation;

  DetectEvalCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    EvaluationOptions options = options();
    @Nullable Floors bounds = floors == null ? null : floors(floors);
    if (markdown != null) {
      Unwritable.check(markdown);
    }
    Evaluation.Result result = run(options);
    requireSets(result.sets());
    if (result.rows() == 0) {
      throw new CommandFailedException(
          "there is no row to score in `%s`".formatted(data),
          result.broken() == 0
              ? "see `kt detect eval --help` for what rows look like"
              : brokenRows(result));
    }
    invocation.out().print(json ? result.report().toJson() : result.report().toText());
    if (markdown != null) {
      TextFiles.replace(markdown, page(result, markdown));
    }
    List<String> broken = bounds == null ? List.of() : bounds.broken(result.report().figures());
    broken.forEach(line -> invocation.note("kt: below the floor: " + line));
    return broken.isEmpty() ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
  }

  /** A set that no row is of was misspelled, or has gone: figures without it would mislead. */
  private void requireSets(SortedSet<String> known) throws CommandFailedException {
    Optional<String> missing = sets.stream().filter(set -> !known.contains(set)).findFirst();
    if (missing.isPresent() && !known.isEmpty()) {
      String set = missing.get();
      throw new CommandFailedException(
          "no row that was read is of the set `%s`".formatted(PrintableText.beginning(set)),
          NearestWord.of(set, known)
              .map("did you mean `%s`?"::formatted)
              .orElseGet(() -> "rows are of " + some(known)));
    }
  }

  private static String some(SortedSet<String> sets) {
    String first =
        sets.stream()
            .limit(SHOWN_PROBLEMS)
            .map(set -> "`" + PrintableText.beginning(set) + "`")
            .collect(Collectors.joining(", "));
    int more = sets.size() - SHOWN_PROBLEMS;
    return more > 0 ? first + " and %d more".formatted(more) : first;
  }

  /** Places first, so that an editor can be sent to them. */
  private static String brokenRows(Evaluation.Result result) {
    var told =
        new StringBuilder(result.broken() == 1 ? "one row is" : result.broken() + " rows are");
    told.append(" broken:");
    result.problems().stream()
        .limit(SHOWN_PROBLEMS)
        .forEach(problem ->
            told.append('\n').append(problem.place()).append(": ").append(problem.message()));
    if (result.broken() > SHOWN_PROBLEMS) {
      told.append("\nand %d more".formatted(result.broken() - SHOWN_PROBLEMS));
    }
    return told.toString();
  }

  private String page(Evaluation.Result result, Path file) {
    var command = new StringBuilder("kt detect eval --data ").append(data);
    only.forEach(family -> command.append(" --only ").append(family.word()));
    sets.forEach(set -> command.append(" --set ").append(set));
    command.append(quick ? " --quick" : "").append(withoutCost ? " --no-cost" : "");
    return DetectionPage.of(
        result.report(),
        command.append(" --markdown ").append(file).toString(),
        "Keeptrail " + Version.current().number(),
        LocalDate.ofInstant(invocation.clock().instant(), ZoneOffset.UTC));
  }

  private EvaluationOptions options() throws CommandFailedException {
    if (!Files.exists(data)) {
      throw new CommandFailedException("there is no file or folder `%s`".formatted(data), null);
    }
    if (errors < 0 || threads < 1) {
      throw new CommandFailedException(
          "`--errors` is at least 0, and `--threads` at least 1", null);
    }
    return new EvaluationOptions(
        data,
        new HashSet<>(only),
        new HashSet<>(sets),
        errors,
        threads,
        !quick,
        !quick && !withoutCost);
  }

  private Evaluation.Result run(EvaluationOptions options)
      throws CommandFailedException, InterruptedException {
    try {
      return Evaluation.run(options, this::tell);
    } catch (IOException e) {
      throw new CommandFailedException(
          "`%s` cannot be read".formatted(data), "look at " + Unwritable.place(e));
    }
  }

  /** Only where somebody watches. */
  private void tell(Path file, int number, int count, int rows) {
    if (invocation.watched()) {
      invocation.note("%d/%d %s: %,d rows".formatted(number, count, file, rows));
    }
  }

  private static Floors floors(Path file) throws CommandFailedException {
    try {
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      return Floors.parse(utf8.decode(ByteBuffer.wrap(SmallFile.read(file))).toString());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("`%s`: %s".formatted(file, e.getMessage()), null);
    } catch (CharacterCodingException e) {
      throw new CommandFailedException("`%s` is no UTF-8".formatted(file), null);
    }
  }
}
