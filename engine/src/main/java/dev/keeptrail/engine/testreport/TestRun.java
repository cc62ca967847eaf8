package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.coverage.PackCoverage;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.language.plan.PackPlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tests of one run.
 *
 * @param file the pack as the user named it
 * @param results in the order in which the tests are written
 * @param found how many tests there are, run or not
 * @param filter the filter that was applied; null for none
 * @param notRun how many tests were left out because one failed before them
 * @param surplus golden files that belong to no test
 * @param coverage null when it was not asked for
 * @param took how long it took, loading the pack included
 */
public record TestRun(
    String file,
    PackPlan plan,
    List<TestResult> results,
    int found,
    @Nullable String filter,
    int notRun,
    List<GoldenOutcome> surplus,
    @Nullable PackCoverage coverage,
    Duration took) {
  public TestRun {
    results = List.copyOf(results);
    surplus = List.copyOf(surplus);
  }

  /** The same run with another coverage, such as a part of it. */
  public TestRun covering(PackCoverage other) {
    return new TestRun(file, plan, results, found, filter, notRun, surplus, other, took);
  }

  public long failed() {
    return results.stream().filter(result -> !result.result().passed()).count();
  }

  public boolean passed() {
    return failed() == 0 && surplus.isEmpty();
  }

  /**
   * One test and, where it failed, why it came out as it did.
   *
   * @param explanations one for each judged phase of a failed test; empty for a passed one
   * @param took how long judging and comparing took
   */
  public record TestResult(CaseResult result, List<Explanation> explanations, Duration took) {
    public TestResult {
      explanations = List.copyOf(explanations);
    }
  }
}
