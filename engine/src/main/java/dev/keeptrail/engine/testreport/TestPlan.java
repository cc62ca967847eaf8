package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.coverage.CoverageRecorder;
import dev.keeptrail.engine.golden.GoldenTraces;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.PackTests;
import dev.keeptrail.engine.packtest.PackTests.ReadCase;
import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.engine.packtest.TestSession;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pack's tests are to be run.
 *
 * @param file the pack as the user named it
 * @param filter null runs all
 * @param failFast whether the first failure ends the run
 * @param golden whether every test is held against approved files
 * @param update whether approved files that differ are rewritten
 * @param options those of {@link TestSession}, with or without plug-ins
 */
public record TestPlan(
    String file,
    String engine,
    @Nullable TestFilter filter,
    boolean failFast,
    boolean coverage,
    boolean golden,
    boolean update,
    Path goldenFolder,
    EngineOptions options) {

  /**
   * Runs the tests in order.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   * @throws IOException when a golden file cannot be read or written
   */
  public TestRun run(CompiledPack pack, PackPlan plan, PackTests tests)
      throws PlanLoadException, IOException {
    List<ReadCase> chosen =
        tests.cases().stream()
            .filter(test -> filter == null || filter.accepts(test.test().title()))
            .toList();
    List<String> titles = tests.cases().stream().map(test -> test.test().title()).toList();
    var traces = new GoldenTraces(goldenFolder, titles, update);
    List<TestResult> results = new ArrayList<>();
    try (TestSession session = TestSession.open(pack, plan, engine, options);
        CoverageRecorder recorder = coverage ? new CoverageRecorder(pack, plan, options) : null) {
      for (ReadCase test : chosen) {
        CaseResult result = withGolden(session.run(test), traces);
        if (recorder != null) {
          recorder.add(result.run());
        }
        results.add(
            new TestResult(result, result.passed() ? List.of() : session.explain(result.run())));
        if (failFast && !result.passed()) {
          break;
        }
      }
      return new TestRun(
          file,
          plan,
          results,
          tests.cases().size(),
          filter == null ? null : filter.written(),
          chosen.size() - results.size(),
          golden ? traces.surplus() : List.of(),
          recorder == null ? null : recorder.coverage());
    }
  }

  private CaseResult withGolden(CaseResult result, GoldenTraces traces) throws IOException {
    boolean traceOnly = result.test().expected().goldenTrace() && !golden;
    if (!golden && !traceOnly) {
      return result;
    }
    List<GoldenOutcome> outcomes = traces.check(result, traceOnly);
    return new CaseResult(result.test(), result.run(), result.comparisons(), outcomes);
  }
}
