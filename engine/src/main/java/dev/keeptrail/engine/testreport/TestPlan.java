package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.coverage.CoverageRecorder;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.golden.GoldenTraces;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.TestBench;
import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.engine.packtest.TestSet;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.testfile.TestCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a pack's tests are to be run.
 *
 * @param file the pack as the user named it
 * @param filter null runs all
 * @param failFast whether the first failure ends the run
 * @param golden whether every test is held against approved files
 * @param update whether approved files that differ are rewritten
 * @param options those of {@link dev.keeptrail.engine.packtest.TestSession}, with or without
 *     plug-ins
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

  /** Where the golden files of captured events are, none of which is missed in a run without it. */
  private static final String EVENTS = "events";

  /**
   * Runs the tests in order.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   * @throws IOException when a golden file cannot be read or written
   */
  public TestRun run(CompiledPack pack, PackPlan plan, List<TestSet> sets)
      throws PlanLoadException, IOException {
    long began = System.nanoTime();
    var recorder = coverage ? new CoverageRecorder(pack, plan, options) : null;
    GoldenTraces kept = traces(goldenFolder, sets, true);
    GoldenTraces events = traces(goldenFolder.resolve(EVENTS), sets, false);
    List<TestResult> results = new ArrayList<>();
    int chosen = 0;
    for (TestSet set : sets) {
      List<Integer> tests = chosen(set);
      chosen += tests.size();
      if (tests.isEmpty() || isOver(results)) {
        continue;
      }
      int before = results.size();
      try (TestBench bench = set.load(pack, plan, engine, options)) {
        run(bench, tests, set.isKept() ? kept : events, results);
      }
      if (recorder != null) {
        recorder.add(set, tests.subList(0, results.size() - before));
      }
    }
    return new TestRun(
        file,
        plan,
        results,
        sets.stream().mapToInt(set -> set.tests().size()).sum(),
        filter == null ? null : filter.written(),
        chosen - results.size(),
        golden ? kept.surplus() : List.of(),
        recorder == null ? null : recorder.coverage(),
        since(began));
  }

  private GoldenTraces traces(Path folder, List<TestSet> sets, boolean kept) {
    List<String> titles =
        sets.stream()
            .filter(set -> set.isKept() == kept)
            .flatMap(set -> set.tests().stream())
            .map(TestCase::title)
            .toList();
    return new GoldenTraces(folder, titles, update);
  }

  private List<Integer> chosen(TestSet set) {
    List<TestCase> tests = set.tests();
    return IntStream.range(0, tests.size())
        .filter(test -> filter == null || filter.accepts(tests.get(test).title()))
        .boxed()
        .toList();
  }

  private boolean isOver(List<TestResult> results) {
    return failFast && !results.isEmpty() && !results.getLast().result().passed();
  }

  private void run(
      TestBench bench, List<Integer> tests, GoldenTraces traces, List<TestResult> results)
      throws PlanLoadException, IOException {
    for (int test : tests) {
      long began = System.nanoTime();
      CaseResult result = withGolden(bench.run(test), traces);
      Duration took = since(began);
      List<Explanation> explanations =
          result.passed() ? List.of() : bench.explain(test, result.run());
      results.add(new TestResult(result, explanations, took));
      if (isOver(results)) {
        return;
      }
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private CaseResult withGolden(CaseResult result, GoldenTraces traces) throws IOException {
    boolean traceOnly = result.test().expected().goldenTrace() && !golden;
    // A test that could not be judged has failed already, and has no trace to approve.
    boolean judged = !result.run().phases().isEmpty();
    if (!judged || (!golden && !traceOnly)) {
      return result;
    }
    List<GoldenOutcome> outcomes = traces.check(result, traceOnly);
    return new CaseResult(result.test(), result.run(), result.comparisons(), outcomes);
  }
}
