package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges recorded traffic with a pack, and tells what it would have decided otherwise. */
@Command(
    name = "replay",
    description = "Judge recorded traffic with another pack: which decisions flip?",
    footer = {
      "",
      "Recorded traffic is what a gateway captured (`capture: redacted` or `full` in its pack), or a",
      "file of captures. The pack is held against what was decided then, or with --baseline against",
      "another pack. A change is weakened or tightened (another verdict), redaction (something else",
      "is masked), cost (the provider is asked in one case only) or reason_only. What a capture does",
      "not answer is not_replayable, with what it would take. Nothing is sent anywhere.",
      "",
      "Examples:",
      "  kt replay --pack policy-config.yaml --since 24h",
      "  kt replay --pack policy-config.yaml --baseline small-1.0.0.ktpack --input traffic.jsonl",
      "  kt replay --pack policy-config.yaml --fail-on weakened --report replay.json --report replay.md",
      "  kt replay --pack policy-config.yaml --input traffic.jsonl --resume replay.state",
      "  kt replay --pack policy-config.yaml --since 30d --prices next-year.json",
      "  kt replay --pack policy-config.yaml --capture-key env:CAPTURE_KEY --sample 1000 --format json",
      "",
      "Exit codes:",
      "  0    replayed, and nothing happened that --fail-on names",
      "  1    the command line is wrong, or a file or the ledger cannot be used",
      "  2    a pack has errors, or a compiled pack is refused",
      "  10   with --fail-on: a decision is weakened (before all that follow)",
      "  11   tightened",
      "  12   redaction",
      "  13   cost",
      "  14   reason_only",
      "  15   not_replayable",
      "  130  stopped by Ctrl-C; the reports say so and hold what was replayed until then",
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Map<Change, Integer> EXIT_CODES = new LinkedHashMap<>();

  static {
    EXIT_CODES.put(Change.WEAKENED, ExitCode.REPLAY_WEAKENED);
    EXIT_CODES.put(Change.TIGHTENED, ExitCode.REPLAY_TIGHTENED);
    EXIT_CODES.put(Change.REDACTION, ExitCode.REPLAY_REDACTION);
    EXIT_CODES.put(Change.COST, ExitCode.REPLAY_COST);
    EXIT_CODES.put(Change.REASON, ExitCode.REPLAY_REASON);
    EXIT_CODES.put(Change.NOT_REPLAYABLE, ExitCode.NOT_REPLAYABLE);
  }

  @Option(
      names = "--pack",
      paramLabel = "<pack>",
      required = true,
      description = "The pack to judge with: text, YAML or a compiled pack (*.ktpack).")
  private Path pack = Path.of("");

  @Option(
      names = "--baseline",
      paramLabel = "<pack>",
      description = "Hold it against this pack. Default: against what was recorded.")
  private @Nullable Path baseline;

  @Option(
      names = "--against",
      paramLabel = "recorded",
      converter = Words.ReplayBases.class,
      completionCandidates = Words.ReplayBases.class,
      description = "Hold it against what was recorded, which is the default.")
  private @Nullable String against;

  @Mixin private ReplayInputs inputs = new ReplayInputs();

  @Option(
      names = "--findings",
      paramLabel = "auto|recorded|fresh",
      converter = Words.FindingsWords.class,
      completionCandidates = Words.FindingsWords.class,
      description =
          "Where findings come from: auto scans full captures again and answers from redacted ones"
              + " what they can; recorded takes what was found then; fresh scans. Default: auto.")
  private FindingsFrom findings = FindingsFrom.AUTO;

  @Option(
      names = "--engine",
      paramLabel = "drools|reference",
      converter = Words.Engines.class,
      completionCandidates = Words.Engines.class,
      description = "Which engine decides; both decide the same. Default: drools.")
  private String engine = PolicyEngines.DEFAULT;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "How many threads judge. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-flips",
      paramLabel = "<n>",
      description = "How many changed decisions the report lists, 0 to 100000. Default: 1000.")
  private int maxFlips = 1_000;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv|markdown|junit|sarif|html",
      converter = Words.ReplayForms.class,
      completionCandidates = Words.ReplayForms.class,
      description = "The form of the report on standard output. Default: table.")
  private ReportForm format = ReportForm.TABLE;

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description =
          "Also write the report there; the name's end says the form: .json, .csv, .md, .xml (JUnit),"
              + " .sarif, .html, .txt. Repeatable.")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--resume",
      paramLabel = "<file>",
      description =
          "Where a replay that is stopped by Ctrl-C leaves how far it came, and goes on from when"
              + " it is run again with the same packs, options and traffic. Removed at the end.")
  private @Nullable Path resume;

  @Option(
      names = "--fail-on",
      paramLabel = "<change>",
      split = ",",
      converter = Words.ReplayChanges.class,
      completionCandidates = Words.ReplayChanges.class,
      description =
          "Which changes make the command fail: any, weakened, tightened, redaction, cost,"
              + " reason_only, not_replayable; several with commas.")
  private List<String> failOn = new ArrayList<>();

  @Mixin private ReplayPrices prices = new ReplayPrices();
  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  ReplayCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Map<Path, ReportForm> files = check();
    String pricesName = prices.read();
    invocation.stop().listen();
    ReplayReport report = replay(pricesName);
    prices.tell(invocation);
    for (Map.Entry<Path, ReportForm> file : files.entrySet()) {
      write(file.getKey(), render(report, file.getValue()));
    }
    invocation.out().print(render(report, format));
    return report.partial() ? ExitCode.INTERRUPTED : exitCode(report);
  }

  private Map<Path, ReportForm> check() throws CommandFailedException {
    if (against != null && baseline != null) {
      throw new CommandFailedException("`--against` and `--baseline` exclude each other", null);
    }
    if (threads < 1 || threads > 256) {
      throw new CommandFailedException("`--threads` must be 1 to 256", null);
    }
    if (maxFlips < 0 || maxFlips > 100_000) {
      throw new CommandFailedException("`--max-flips` must be 0 to 100000", null);
    }
    Map<Path, ReportForm> files = new LinkedHashMap<>();
    for (Path file : reports) {
      files.put(
          file,
          ReportForm.forFile(file.toString())
              .orElseThrow(() ->
                  new CommandFailedException(
                      "`%s` does not say by its end which form the report is to have"
                          .formatted(file),
                      "use .json, .csv, .md, .xml, .sarif, .html or .txt")));
    }
    return files;
  }

  private ReplayReport replay(@Nullable String pricesName)
      throws CommandFailedException, InterruptedException {
    try (PlugIns plugIns = detectors.open(invocation)) {
      var loading =
          new ReplayPacks(
              invocation, plugIns, plan -> JudgedPack.load(plan, engine, findings, plugIns.all()));
      try (ReplayPack candidate = loading.load(pack);
          ReplayPack other = baseline == null ? null : loading.load(baseline);
          ReplayInputs.Opened opened = inputs.open(invocation)) {
        var progress = new ReplayProgressLine(invocation);
        ReplaySource source = prices.at(opened.source());
        var options = new Replay.Options(threads, maxFlips, findings.word(), pricesName);
        var replay = new Replay(candidate, other, options);
        ReplayReport report = ReplayProgressFile.run(replay, source, resume, invocation, progress);
        progress.end();
        return report;
      }
    } catch (ReplayInputException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    } catch (PlanLoadException unloadable) {
      throw new CommandFailedException(String.valueOf(unloadable.getMessage()), null);
    }
  }

  private int exitCode(ReplayReport report) {
    for (Map.Entry<Change, Integer> code : EXIT_CODES.entrySet()) {
      Change change = code.getKey();
      boolean named =
          failOn.contains(change.word())
              || (change.isFlip() && failOn.contains(Words.ReplayChanges.ANY));
      if (named && report.count(change) > 0) {
        return code.getValue();
      }
    }
    return ExitCode.OK;
  }

  private static String render(ReplayReport report, ReportForm form) {
    return form.render(report, Version.current().number());
  }

  private static void write(Path file, String text) throws CommandFailedException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be written".formatted(file), null);
    }
  }
}
