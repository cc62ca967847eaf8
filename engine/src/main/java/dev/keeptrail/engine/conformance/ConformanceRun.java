package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.conformance.CaseResult.Difference;
import dev.keeptrail.engine.conformance.CaseResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks one subject about every case. */
public final class ConformanceRun {
  private ConformanceRun() {}

  /**
   * The results, in case order.
   *
   * @param progress told of each result as it comes
   */
  public static List<CaseResult> run(
      List<ConformanceCase> cases, Subject subject, Consumer<CaseResult> progress)
      throws IOException {
    List<CaseResult> results = new ArrayList<>();
    for (ConformanceCase given : cases) {
      CaseResult result = run(given, subject);
      results.add(result);
      progress.accept(result);
    }
    return results;
  }

  private static CaseResult run(ConformanceCase given, Subject subject) throws IOException {
    if (!subject.answers(given.family())) {
      return new CaseResult(given, Status.SKIPPED, null, List.of());
    }
    try {
      List<Difference> differences = Comparison.differences(given, subject.answer(given));
      Status status = differences.isEmpty() ? Status.PASSED : Status.FAILED;
      return new CaseResult(given, status, null, differences);
    } catch (SubjectException e) {
      return new CaseResult(given, Status.FAILED, e.getMessage(), List.of());
    }
  }
}
