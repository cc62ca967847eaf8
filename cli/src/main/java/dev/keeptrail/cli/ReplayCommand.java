package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.options.JudgingOptions;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.PackOptions;
import dev.keeptrail.repl.options.ReportOptions;
import dev.keeptrail.repl.options.ThreadsOption;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReportForm;
import dev.keeptrail.repl.report.ReportMaker;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
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
      "  kt replay --pack policy-config.yaml --capture-key env:CAPTURE_KEY --sample 1000 --json",
      "",
      "Exit codes:",
      "  0    replayed, and nothing happened that --fail-on names",
      "  1    the command line is wrong, or a file or the ledger cannot be used",
      "  2    a pack has errors, or a compiled pack is refused",
      "  3    replayed, and records that cannot be read are not; standard error says which",
      "  10   with --fail-on: a decision is weakened (before all that follow)",
      "  11   tightened",
      "  12   redaction",
      "  13   cost",
      "  14   reason_only",
      "  15   not_replayable",
      "  130  stopped by Ctrl-C; the reports say so and hold what was replayed until then",
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private PackOptions packs = new PackOptions();

  @Option(
      names = "--against",
      paramLabel = "recorded",
      converter = Words.ReplayBases.class,
      completionCandidates = Words.ReplayBases.class,
      description = "Hold it against what was recorded, which is the default.")
  private @Nullable String against;

  @Mixin private ReplayInputs inputs = new ReplayInputs();
  @Mixin private JudgingOptions judging = new JudgingOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ReportOptions reporting = new ReportOptions();

  @Option(
      names = "--format",
      paramLabel = "table|json|csv|markdown|junit|sarif|html",
      converter = Words.ReplayForms.class,
      completionCandidates = Words.ReplayForms.class,
      description = "The form of the report on standard output. Default: table.")
  private @Nullable ReportForm format;

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  @Option(
      names = "--resume",
      paramLabel = "<file>",
      description =
          "Where a replay that is stopped by Ctrl-C leaves how far it came, and goes on from when"
              + " it is run again with the same packs, options and traffic. Removed at the end.")
  private @Nullable Path resume;

  @Mixin private ReplayPrices prices = new ReplayPrices();
  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final OtherBuilds builds = new OtherBuilds(RunningBuild.recorded());
  private final LeftOutRecords leftOut = new LeftOutRecords();
  private final Invocation invocation;

  ReplayCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    if (against != null && packs.baseline() != null) {
      throw new CommandFailedException("`--against` and `--baseline` exclude each other", null);
    }
    ReportForm form = form();
    try {
      Map<Path, ReportForm> files = reporting.files();
      for (Path file : files.keySet()) {
        Unwritable.check(file);
      }
      if (resume != null) {
        Unwritable.check(resume);
      }
      var options =
          new Replay.Options(
              threads.threads(), reporting.maxFlips(), judging.findings().word(), prices.read());
      invocation.stop().listen();
      ReplayReport report = replay(options);
      prices.tell(invocation);
      if (packs.baseline() == null && report.flipped() > 0) {
        builds.note().ifPresent(note -> invocation.note("kt: " + note));
      }
      for (Map.Entry<Path, ReportForm> file : files.entrySet()) {
        write(file.getKey(), render(report, file.getValue()));
      }
      invocation.out().print(render(report, form));
      if (report.events() == 0) {
        // WHY: in CI an empty file or a filter that fits nothing would look like a replay without
        // flips.
        invocation.note("kt: no exchange was replayed, so nothing is said about the pack");
      }
      if (!report.partial()) {
        reporting.reason(report).ifPresent(reason -> invocation.note("kt: " + reason));
      }
      return report.partial()
          ? ExitCode.INTERRUPTED
          : LeftOutNote.tell(invocation, leftOut, reporting.failure(report).orElse(ExitCode.OK));
    } catch (OptionException wrong) {
      throw CommandFailedException.of(wrong);
    }
  }

  private ReportForm form() throws CommandFailedException {
    if (json && format != null && format != ReportForm.JSON) {
      throw new CommandFailedException("`--json` and `--format` ask for two forms", null);
    }
    return json ? ReportForm.JSON : Objects.requireNonNullElse(format, ReportForm.TABLE);
  }

  private ReplayReport replay(Replay.Options options)
      throws CommandFailedException, OptionException, InterruptedException {
    try (PlugIns plugIns = detectors.open(invocation)) {
      var loading = new ReplayPacks(invocation, plugIns, plan -> judging.load(plan, plugIns.all()));
      Path baseline = packs.baseline();
      try (ReplayPack candidate = loading.load(packs.pack());
          ReplayPack other = baseline == null ? null : loading.load(baseline);
          ReplaySource opened = inputs.open(invocation, leftOut)) {
        var progress = new ReplayProgressLine(invocation);
        var replay = new Replay(candidate, other, options);
        ReplayReport report =
            ReplayProgressFile.run(
                replay, builds.counting(prices.at(opened)), resume, invocation, progress);
        progress.end();
        return report;
      }
    } catch (ReplayInputException | PlanLoadException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    }
  }

  private String render(ReplayReport report, ReportForm form) {
    return form.render(
        report, new ReportMaker(Version.current().number(), invocation.clock().instant()));
  }

  private static void write(Path file, String text) throws CommandFailedException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }
}
