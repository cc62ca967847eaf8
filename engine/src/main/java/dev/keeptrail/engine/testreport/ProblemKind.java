package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.testreport.JunitReport.Suite;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Errors that are one failed test in a report: readers take two of one name for one test. */
record ProblemKind(String file, String name) {
  /** The errors that kept a pack from being tested, in the order in which their kinds occur. */
  static Map<ProblemKind, List<Diagnostic>> of(Suite.Refused refused) {
    Map<ProblemKind, List<Diagnostic>> errors = new LinkedHashMap<>();
    for (Diagnostic problem : refused.problems()) {
      if (problem.severity() == Severity.ERROR) {
        errors.computeIfAbsent(of(problem), _ -> new ArrayList<>()).add(problem);
      }
    }
    return errors;
  }

  private static ProblemKind of(Diagnostic problem) {
    return new ProblemKind(
        FrameRenderer.safe(problem.span().source().name()),
        problem.code().code() + " " + problem.code().title());
  }
}
