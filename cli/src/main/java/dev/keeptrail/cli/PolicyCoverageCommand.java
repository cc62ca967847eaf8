package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.repl.backtest.Backtest;
import dev.keeptrail.repl.backtest.CoverageForms;
import dev.keeptrail.repl.backtest.TrafficCoverage;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.run.ReplayPack;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges recorded traffic with a pack and tells which of its rules never fired. */
@Command(
    name = "coverage",
    description = "Judge recorded traffic with a pack: which of its rules never fire?",
    footer = {
      "",
      "What is recorded is as for `kt replay`. A rule that never fires in a month of traffic may be",
      "superfluous, or wrong. What the tests of a pack exercise says `kt policy test --coverage`.",
      "",
      "Examples:",
      "  kt policy coverage --replay --since 30d",
      "  kt policy coverage --replay --pack candidate.yaml --input traffic.jsonl --json",
      "",
      "Exit codes:",
      "  0    judged",
      "  1    the command line is wrong, or a file or the ledger cannot be used",
      "  2    the pack has errors, or the compiled pack is refused",
      "  5    less of the rules than --threshold fired",
      "  130  stopped by Ctrl-C; the report holds what was judged until then",
    })
final class PolicyCoverageCommand implements Callable<Integer> {
  @Option(
      names = "--replay",
      description = "By recorded traffic. There is no other way here, so say it.")
  private boolean replay;

  @Option(
      names = "--pack",
      paramLabel = "<pack>",
      description =
          "The pack: text, YAML or a compiled pack (*.ktpack). Default: policy-config.yaml.")
  private Path pack = Path.of("policy-config.yaml");

  @Mixin private ReplayInputs inputs = new ReplayInputs();

  @Option(
      names = "--findings",
      paramLabel = "auto|recorded|fresh",
      converter = Words.FindingsWords.class,
      completionCandidates = Words.FindingsWords.class,
      description = "Where findings come from, as for `kt replay`. Default: auto.")
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
      names = "--threshold",
      paramLabel = "<percent>",
      description = "The least share of rules that fire, 0 to 100; below it the exit code is 5.")
  private @Nullable Double threshold;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyCoverageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    if (!replay) {
      throw new CommandFailedException(
          "`kt policy coverage` needs `--replay`",
          "what the tests of a pack exercise says `kt policy test --coverage`");
    }
    if (threads < 1 || threads > 256) {
      throw new CommandFailedException("`--threads` must be 1 to 256", null);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new CommandFailedException("`--threshold` is a number from 0 to 100", null);
    }
    invocation.stop().listen();
    TrafficCoverage coverage = judge();
    invocation.out().print(json ? CoverageForms.json(coverage) : CoverageForms.table(coverage));
    return coverage.partial() ? ExitCode.INTERRUPTED : exitCode(coverage);
  }

  private TrafficCoverage judge() throws CommandFailedException, InterruptedException {
    try (PlugIns plugIns = detectors.open(invocation)) {
      var loading =
          new ReplayPacks(
              invocation, plugIns, plan -> JudgedPack.load(plan, engine, findings, plugIns.all()));
      try (ReplayPack loaded = loading.load(pack);
          ReplayInputs.Opened opened = inputs.open(invocation)) {
        var progress = new ReplayProgressLine(invocation);
        TrafficCoverage coverage =
            Backtest.run(
                loaded, opened.source(), threads, () -> invocation.stop().isAsked(), progress);
        progress.end();
        return coverage;
      }
    } catch (ReplayInputException | PlanLoadException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    }
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
