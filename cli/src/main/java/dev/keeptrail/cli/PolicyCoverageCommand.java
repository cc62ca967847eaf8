package dev.keeptrail.cli;

import dev.keeptrail.cli.PolicyTestCommand.TestFormat;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.repl.backtest.Backtest;
import dev.keeptrail.repl.backtest.CoverageForms;
import dev.keeptrail.repl.backtest.TrafficCoverage;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.options.JudgingOptions;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.ThreadsOption;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.saved.SavedTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which rules of a pack its tests exercise, or which of them recorded traffic makes fire. */
@Command(
    name = "coverage",
    description = "Which rules of a pack do its tests reach, or recorded traffic?",
    footer = {
      "",
      "Without --replay, the tests of the pack are run as by `kt policy test --coverage`: those that",
      "are written and the exchanges in tests/captured.",
      "",
      "With --replay, recorded traffic is judged; what is recorded is as for `kt replay`. A rule that",
      "never fires in a month of traffic may be superfluous, or wrong. Exchanges in tests/captured",
      "are traffic that somebody kept: what fires in them is shown, and not among what never fires.",
      "",
      "With --changed-from, only policies and rules count that are new or mean something else than in",
      "an earlier pack, so that a change can be held to a threshold that the whole does not meet yet.",
      "",
      "Examples:",
      "  kt policy coverage",
      "  git show main:policy-config.yaml > /tmp/before.yaml",
      "  kt policy coverage --changed-from /tmp/before.yaml --threshold 100",
      "  kt policy coverage --replay --since 30d",
      "  kt policy coverage --replay --file candidate.yaml --input traffic.jsonl --json",
      "",
      "Exit codes:",
      "  0    run, or judged",
      "  1    the command line is wrong, or a file or the ledger cannot be used",
      "  2    the pack or a test has errors, or the compiled pack is refused",
      "  3    without --replay: a test failed; with it, records that cannot be read were left out",
      "  4    without --replay: there are no tests",
      "  5    the coverage, or the share of rules that fired, is below --threshold",
      "  130  stopped by Ctrl-C; the report holds what was judged until then",
    })
final class PolicyCoverageCommand implements Callable<Integer> {
  private static final Set<String> OF_TESTS =
      Set.of("--file", "--engine", "--threshold", "--json", "--detectors", "--changed-from");

  @Option(names = "--replay", description = "By recorded traffic rather than by the pack's tests.")
  private boolean replay;

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack: text, YAML or a compiled pack (*.ktpack). Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path named;

  @Mixin private ReplayInputs inputs = new ReplayInputs();
  @Mixin private JudgingOptions judging = new JudgingOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(
      names = "--threshold",
      paramLabel = "<percent>",
      description = "The least coverage, 0 to 100; below it the exit code is 5.")
  private @Nullable Double threshold;

  @Option(
      names = "--changed-from",
      paramLabel = "<pack>",
      description = "Without --replay: count only what differs from this earlier pack.")
  private @Nullable Path earlier;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final LeftOutRecords leftOut = new LeftOutRecords();
  private final Invocation invocation;

  PolicyCoverageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new CommandFailedException("`--threshold` is a number from 0 to 100", null);
    }
    PackLocation pack = PackLocation.of(named, null);
    if (!replay) {
      return byTests(pack);
    }
    if (earlier != null) {
      throw new CommandFailedException(
          "`--changed-from` does not go with `--replay`", "without it, the tests are run");
    }
    invocation.stop().listen();
    TrafficCoverage coverage = judge(pack);
    invocation.out().print(json ? CoverageForms.json(coverage) : CoverageForms.table(coverage));
    return coverage.partial()
        ? ExitCode.INTERRUPTED
        : LeftOutNote.tell(invocation, leftOut, exitCode(coverage));
  }

  private int byTests(PackLocation pack) throws CommandFailedException {
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      if (!given.hidden() && !OF_TESTS.contains(given.longestName())) {
        throw new CommandFailedException(
            "`%s` goes with `--replay` only".formatted(given.longestName()),
            "without it, the tests of the pack are run");
      }
    }
    if (ArchiveFiles.isArchive(pack.file())) {
      throw new CommandFailedException(
          "`%s` is a compiled pack, which holds no tests".formatted(pack.file()),
          "its tests lie beside its sources; `--replay` judges recorded traffic with it");
    }
    var settings =
        new TestSettings(
            pack,
            json ? TestFormat.JSON : TestFormat.HUMAN,
            null,
            judging.engine(),
            false,
            false,
            true,
            new TestSettings.CoverageFiles(null, null, null),
            threshold,
            false,
            false,
            earlier());
    try (PlugIns plugIns = detectors.open(invocation)) {
      return new PackTesting(invocation, settings, new FromEvents(), plugIns).run();
    }
  }

  private @Nullable PackPlan earlier() throws CommandFailedException {
    if (earlier == null) {
      return null;
    }
    return ArchiveFiles.isArchive(earlier)
        ? ArchiveFiles.plan(earlier, ArchiveFiles.read(earlier))
        : PackLoading.load(invocation, earlier);
  }

  private TrafficCoverage judge(PackLocation pack)
      throws CommandFailedException, InterruptedException {
    try (PlugIns plugIns = detectors.open(invocation)) {
      var loading = new ReplayPacks(invocation, plugIns, plan -> judging.load(plan, plugIns.all()));
      try (ReplayPack loaded = loading.load(pack.file());
          ReplaySource traffic = inputs.open(invocation, leftOut)) {
        var progress = new ReplayProgressLine(invocation);
        TrafficCoverage coverage =
            Backtest.run(
                loaded,
                traffic,
                saved(pack),
                threads.threads(),
                () -> invocation.stop().isAsked(),
                progress);
        progress.end();
        return coverage;
      }
    } catch (ReplayInputException | PlanLoadException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    } catch (OptionException wrong) {
      throw CommandFailedException.of(wrong);
    }
  }

  /** What lies beside a compiled pack is not its own. */
  private static List<SavedTest> saved(PackLocation pack) throws CommandFailedException {
    return ArchiveFiles.isArchive(pack.file()) ? List.of() : AllTests.saved(pack).saved();
  }

  private int exitCode(TrafficCoverage coverage) {
    if (threshold == null || coverage.percent() >= threshold) {
      return ExitCode.OK;
    }
    invocation.note(
        String.format(
            Locale.ROOT,
            "kt: %.1f %% of the rules fired, below the threshold of %.1f %%",
            coverage.percent(),
            threshold));
    return ExitCode.COVERAGE_BELOW;
  }
}
