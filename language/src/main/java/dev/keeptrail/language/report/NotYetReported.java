package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves out what was reported of a pack before: many packs import one file, and what is wrong in
 * it is wrong once. For one report.
 */
final class NotYetReported {
  private final Set<Place> reported = new HashSet<>();

  /** What tells one problem from another; the pack in which it was met does not. */
  private record Place(DiagnosticCode code, String file, int from, int to, String message) {}

  /** Of one pack; two problems that are alike in one pack are both left. */
  List<Diagnostic> of(List<Diagnostic> problems) {
    List<Diagnostic> left =
        problems.stream().filter(problem -> !reported.contains(place(problem))).toList();
    left.forEach(problem -> reported.add(place(problem)));
    return left;
  }

  /** Of several packs. */
  static List<Diagnostic> of(Stream<List<Diagnostic>> packs) {
    var fresh = new NotYetReported();
    return packs.flatMap(problems -> fresh.of(problems).stream()).toList();
  }

  private static Place place(Diagnostic problem) {
    var span = problem.span();
    return new Place(
        problem.code(),
        RelativePath.of(span.source().name()),
        span.offset(),
        span.end(),
        problem.message());
  }
}
