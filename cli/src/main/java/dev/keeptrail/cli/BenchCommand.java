package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.measure.DecisionMeter;
import dev.keeptrail.engine.measure.PhaseCosts;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.input.ReplayInput;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.options.EngineOption;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.SampleOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the decisions of a pack cost here. */
@Command(
    name = "bench",
    description = "Measure what decisions of a pack cost on this machine.",
    footer = {
      "",
      "Without --on, exchanges that come with the command are judged: a short question, a document of",
      "four pages, a letter with personal data, an agent that calls tools. With it, every *.json, *.yaml",
      "and *.yml file of the folder, in the forms that `kt policy explain` reads; with --input, captures",
      "of recorded traffic, whose texts are scanned as they were kept.",
      "",
      "One thread judges them over and over: no network, no ledger, no provider. `scan` is the look for",
      "everything that the policies ask for, which they share; a policy's own line is its rules. Figures",
      "of a machine that does something else at the same time mean little.",
      "",
      "Examples:",
      "  kt bench",
      "  kt bench --file policy-config.yaml --on requests --rounds 5000",
      "  kt bench --input traffic.jsonl --sample 500 --rounds 20 --json",
      "",
      "Exit codes:",
      "  0    measured",
      "  1    the command line is wrong, or a file cannot be used",
      "  2    the pack or an input has errors",
      "  130  stopped by Ctrl-C; the report holds what was measured until then",
    })
final class BenchCommand implements Callable<Integer> {
  private static final int MAX_ROUNDS = 100_000;

  /** Each is kept until the end, at eight bytes for each policy. */
  private static final long MAX_DECISIONS = 2_000_000;

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack. Repeatable: each further file is laid over those before it. Default:"
              + " policy-config.yaml, or the only *.pack file here.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--on", paramLabel = "<folder>", description = "Judge the inputs in this folder.")
  private @Nullable Path folder;

  @Option(
      names = "--input",
      paramLabel = "<file>",
      description = "Judge the recorded exchanges in this file of captures, JSON Lines or Parquet.")
  private @Nullable Path recorded;

  @Mixin private SampleOption sample = new SampleOption();
  @Mixin private CaptureKeysOption keys = new CaptureKeysOption();

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      description = "How often all of them are judged, 1 to 100000. Default: 1000.")
  private int rounds = 1_000;

  @Option(
      names = "--warm-up",
      paramLabel = "<n>",
      description = "Rounds before them that do not count, 0 to 100000. Default: 1000.")
  private int warmUp = 1_000;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Mixin private EngineOption engine = new EngineOption();
  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  BenchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (rounds < 1 || rounds > MAX_ROUNDS || warmUp < 0 || warmUp > MAX_ROUNDS) {
      throw new CommandFailedException(
          "`--rounds` is a number from 1 to 100000, `--warm-up` one from 0 on", null);
    }
    if (folder != null && recorded != null) {
      throw new CommandFailedException("`--on` and `--input` exclude each other", null);
    }
    if (recorded == null && keys.isGiven()) {
      throw new CommandFailedException(
          "`--capture-key` goes with `--input` only", "add `--input` with a file of captures");
    }
    if (recorded == null && sample.isGiven()) {
      throw new CommandFailedException(
          "`--sample` goes with `--input` only", "add `--input` with a file of captures");
    }
    List<Path> layers = PackLocation.layers(files);
    try (PlugIns plugIns = detectors.open(invocation)) {
      PackPlan plan = PackLoading.load(invocation, layers, plugIns);
      try (PolicyProgram program =
          PolicyEngines.named(engine.engine()).load(plan, TestOptions.of(invocation, plugIns))) {
        measure(program);
      }
    } catch (PlanLoadException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    }
    return invocation.stop().isAsked() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private void measure(PolicyProgram program) throws CommandFailedException {
    List<List<PhaseContent>> exchanges = exchanges(program.plan());
    List<PhaseContent> contents = exchanges.stream().flatMap(List::stream).toList();
    if (contents.size() * (long) rounds > MAX_DECISIONS) {
      throw new CommandFailedException(
          "%d decisions are more than %d".formatted(contents.size() * (long) rounds, MAX_DECISIONS),
          "measure fewer `--rounds`, or fewer inputs");
    }
    invocation.stop().listen();
    var report =
        new BenchReport(
            program.plan().pack(),
            program.planDigest(),
            engine.engine(),
            exchanges.size(),
            rounds,
            warmUp,
            measured(program, contents));
    if (json) {
      invocation.out().print(report.json());
    } else {
      report.print(invocation);
    }
  }

  private List<PhaseCosts> measured(PolicyProgram program, List<PhaseContent> contents) {
    try (var progress = new ProgressLine(invocation)) {
      return DecisionMeter.measure(
          program,
          contents,
          warmUp,
          rounds,
          (counts, done, total) -> {
            progress.at(done, total, counts ? "rounds measured" : "rounds to warm up");
            return !invocation.stop().isAsked();
          });
    }
  }

  private List<List<PhaseContent>> exchanges(PackPlan plan) throws CommandFailedException {
    if (recorded == null) {
      return new BenchExchanges(invocation, plan).read(folder);
    }
    try (ReplaySource source =
        new ReplayInput(keys.read(invocation), sample.size()).ofFile(recorded)) {
      return BenchExchanges.recorded(source);
    } catch (ReplayInputException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    } catch (OptionException wrong) {
      throw CommandFailedException.of(wrong);
    }
  }
}
