package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.testreport.TestRun;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.input.LedgerRecording;
import dev.keeptrail.repl.input.Recording;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.saved.SavedTest;
import dev.keeptrail.repl.saved.SavedTestException;
import dev.keeptrail.repl.saved.SavedTestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Tests that are captured exchanges: those saved beside a pack, and events that are named. */
final class CapturedTests {
  @Option(
      names = "--from-events",
      paramLabel = "<id>",
      split = ",",
      description =
          "Also test that these captured events are decided as they were recorded; several with"
              + " commas.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger that holds them. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable Path ledger;

  @Option(
      names = "--capture-key",
      paramLabel = "<env:NAME|file:PATH|store:NAME>",
      description = "Where a key is that opens full captures. Repeatable.")
  private List<String> keys = new ArrayList<>();

  /** A run of a pack's other tests with these behind them. */
  TestRun added(
      TestRun run, PackPlan plan, TestSettings settings, Invocation invocation, PlugIns plugIns)
      throws CommandFailedException, PlanLoadException {
    Map<String, SavedTest> tests = all(settings.pack().folder(), invocation);
    if (tests.isEmpty()) {
      return run;
    }
    TestFilter filter = settings.filter();
    List<TestResult> results = new ArrayList<>(run.results());
    int chosen = 0;
    int ran = 0;
    try (JudgedPack pack =
        JudgedPack.load(plan, settings.engine(), FindingsFrom.AUTO, plugIns.all())) {
      for (Map.Entry<String, SavedTest> test : tests.entrySet()) {
        var result = new CapturedTestResult(test.getKey(), test.getValue());
        if (filter != null && !filter.accepts(result.title())) {
          continue;
        }
        chosen++;
        boolean ended =
            settings.failFast() && results.stream().anyMatch(done -> !done.result().passed());
        if (!ended) {
          results.add(result.of(test.getValue().run(pack)));
          ran++;
        }
      }
    }
    return new TestRun(
        run.file(),
        run.plan(),
        results,
        run.found() + tests.size(),
        run.filter(),
        run.notRun() + chosen - ran,
        run.surplus(),
        run.coverage());
  }

  /** By the name of the file, or the id of the event. */
  private Map<String, SavedTest> all(Path packFolder, Invocation invocation)
      throws CommandFailedException {
    Map<String, SavedTest> tests = new LinkedHashMap<>();
    try {
      SavedTestFiles.read(packFolder).forEach((file, test) -> tests.put(file.toString(), test));
      if (!events.isEmpty()) {
        recorded(invocation, tests);
      }
      return tests;
    } catch (SavedTestException unusable) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, String.valueOf(unusable.getMessage()), null);
    } catch (ReplayInputException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    }
  }

  private void recorded(Invocation invocation, Map<String, SavedTest> tests)
      throws CommandFailedException, ReplayInputException, SavedTestException {
    Path folder = ledger == null ? KeeptrailHome.ledger(invocation.environment()) : ledger;
    try (Recording recording =
        LedgerRecording.open(folder, new CaptureKeyReferences(invocation).read(keys))) {
      for (String id : events) {
        Recording.Entry entry =
            recording
                .find(id)
                .orElseThrow(() ->
                    new CommandFailedException(
                        "there is no event `%s` in `%s`".formatted(id, folder),
                        "`kt events tail` lists the newest ids"));
        tests.put(id, SavedTest.asCaptured(entry.item().read()));
      }
    }
  }
}
