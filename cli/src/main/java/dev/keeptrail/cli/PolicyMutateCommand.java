package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.mutation.MutationJson;
import dev.keeptrail.engine.mutation.MutationReport;
import dev.keeptrail.engine.mutation.MutationText;
import dev.keeptrail.engine.mutation.Mutations;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.options.EngineOption;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.ThreadsOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a pack in every small way and tells which changes its tests do not notice. */
@Command(
    name = "mutate",
    description = "Change a pack in small ways: which changes do its tests not notice?",
    footer = {
      "",
      "Rules and conditions are left out, comparisons and bounds moved, `and` and `or` exchanged,",
      "effects weakened, settings that the pack writes changed, policies left out, swapped and put",
      "into shadow mode. A change is caught when a test fails with it, be it written or a captured",
      "exchange, as for `kt policy test`. Nothing is written.",
      "",
      "Examples:",
      "  kt policy mutate --pack-dir packs/audit-trail-example",
      "  kt policy mutate --file payments.pack --threshold 80 --json",
      "",
      "Exit codes:",
      "  0    tried",
      "  1    the command line is wrong, or a file cannot be used",
      "  2    the pack or a test has errors; nothing was tried",
      "  3    a test fails on the pack as it is; nothing was tried",
      "  4    there are no tests",
      "  5    the score is below --threshold",
      "  130  stopped by Ctrl-C; the report holds what was tried until then",
    })
final class PolicyMutateCommand implements Callable<Integer> {
  @Option(
      names = "--pack-dir",
      paramLabel = "<folder>",
      description = "The pack's folder: it holds the pack and tests/. Default: that of --file.")
  private @Nullable Path packFolder;

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description = "The pack. Default: policy-config.yaml of the folder, or its only *.pack file.")
  private @Nullable Path file;

  @Option(
      names = "--max-changes",
      paramLabel = "<n>",
      description =
          "At most so many changes, spread evenly over the pack, 1 to 100000. Default: 2000.")
  private int maxChanges = 2_000;

  @Option(
      names = "--time-limit",
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description = "What is not tried by then is left out, and said. Default: 10m.")
  private Duration timeLimit = Duration.ofMinutes(10);

  @Option(
      names = "--threshold",
      paramLabel = "<percent>",
      description = "The least score, 0 to 100; below it the exit code is 5.")
  private @Nullable Double threshold;

  @Option(names = "--json", description = "Print the report as JSON, with every change.")
  private boolean json;

  @Mixin private EngineOption engine = new EngineOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private FromEvents events = new FromEvents();

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyMutateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    checkOptions();
    PackLocation place = PackLocation.of(file, packFolder);
    try (PlugIns plugIns = detectors.open(invocation)) {
      CompiledPack pack = PackLoading.compile(invocation, place.file(), plugIns);
      PackPlan plan = pack.plan();
      if (plan == null) {
        invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
        return ExitCode.PACK_ERRORS;
      }
      AllTests tests = AllTests.read(place, pack, plan, events.read(invocation, false));
      if (tests.hasProblems()) {
        invocation.err().print(new FrameRenderer(false).render(tests.problems()));
        return ExitCode.PACK_ERRORS;
      }
      return run(
          new Mutations(
              engine.engine(),
              TestOptions.of(invocation, plugIns),
              threads.threads(),
              maxChanges,
              timeLimit),
          pack,
          plan,
          tests);
    } catch (PlanLoadException unloadable) {
      throw new CommandFailedException(String.valueOf(unloadable.getMessage()), null);
    } catch (OptionException wrong) {
      throw CommandFailedException.of(wrong);
    }
  }

  private int run(Mutations mutations, CompiledPack pack, PackPlan plan, AllTests tests)
      throws PlanLoadException, InterruptedException {
    if (tests.isEmpty()) {
      invocation.note("kt: there are no tests, so none could notice anything");
      return ExitCode.NO_TESTS;
    }
    MutationReport report;
    try (var progress = new ProgressLine(invocation)) {
      progress.begin("running the tests on the pack as it is");
      String failing = mutations.failing(pack, plan, tests.sets());
      if (failing != null) {
        progress.takeAway();
        invocation.note(
            "kt: `%s` fails on the pack as it is; see `kt policy test`"
                .formatted(FrameRenderer.safe(failing)));
        return ExitCode.TEST_FAILED;
      }
      invocation.stop().listen();
      report =
          mutations.run(
              pack,
              plan,
              tests.sets(),
              () -> invocation.stop().isAsked(),
              (done, total) -> progress.at(done, total, "changes tried"));
    }
    String label = plan.pack().label();
    invocation
        .out()
        .print(
            json
                ? MutationJson.of(report, label)
                : MutationText.of(report, label, invocation.colour()));
    return invocation.stop().isAsked() ? ExitCode.INTERRUPTED : exitCode(report);
  }

  private int exitCode(MutationReport report) {
    if (threshold == null || report.score() >= threshold) {
      return ExitCode.OK;
    }
    invocation.note(
        String.format(
            Locale.ROOT,
            "kt: the score is %.1f %%, below the threshold of %.1f %%",
            report.score(),
            threshold));
    return ExitCode.COVERAGE_BELOW;
  }

  private void checkOptions() throws CommandFailedException {
    if (maxChanges < 1 || maxChanges > 100_000) {
      throw new CommandFailedException("`--max-changes` must be 1 to 100000", null);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new CommandFailedException("`--threshold` is a number from 0 to 100", null);
    }
  }
}
