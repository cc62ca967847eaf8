package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Problems that only come of others, and go with them: a key that is missing because it is misspelt
 * is told once, where it stands; of a line that could not be read, what it means is not told; and
 * what a text lacks is told when all of it could be read.
 */
final class Consequences {
  private static final Set<DiagnosticCode> MISSING =
      EnumSet.of(DiagnosticCode.MISSING_KEY, DiagnosticCode.MISSING_TEST_KEY);

  private static final Set<DiagnosticCode> SYNTAX =
      EnumSet.range(DiagnosticCode.UNEXPECTED_SIGN, DiagnosticCode.CHAINED_COMPARISON);

  /** What a part that could not be read might have held. */
  private static final Set<DiagnosticCode> ABSENT =
      EnumSet.of(
          DiagnosticCode.MISSING_KEY,
          DiagnosticCode.MISSING_TEST_KEY,
          DiagnosticCode.EMPTY_CHAIN,
          DiagnosticCode.UNKNOWN_KIND);

  private final Set<Place> misspelt = new HashSet<>();
  private final Set<Line> unread = new HashSet<>();
  private final Set<String> brokenTexts = new HashSet<>();

  private Consequences(Collection<Diagnostic> problems) {
    problems.forEach(this::note);
  }

  /** A place in a source's own terms. */
  private record Place(String source, String path) {}

  private record Line(String source, int line) {}

  /** Those that stand for themselves, in the order given. */
  static List<Diagnostic> without(Collection<Diagnostic> problems) {
    var consequences = new Consequences(problems);
    return problems.stream().filter(problem -> !consequences.has(problem)).toList();
  }

  private void note(Diagnostic problem) {
    Span span = problem.span();
    Fix fix = problem.fix();
    if (SYNTAX.contains(problem.code())) {
      unread.add(line(span));
      if (problem.path().isEmpty()) {
        brokenTexts.add(span.source().name());
      }
    } else if (problem.code() == DiagnosticCode.UNKNOWN_KEY && fix != null) {
      String block = problem.path().substring(0, problem.path().lastIndexOf('.') + 1);
      for (TextEdit edit : fix.edits()) {
        misspelt.add(new Place(span.source().name(), block + edit.replacement()));
      }
    }
  }

  private boolean has(Diagnostic problem) {
    DiagnosticCode code = problem.code();
    String source = problem.span().source().name();
    if (MISSING.contains(code) && misspelt.contains(new Place(source, problem.path()))) {
      return true;
    }
    boolean guessed = ABSENT.contains(code) && problem.fix() == null;
    return !isSyntax(code)
        && (unread.contains(line(problem.span())) || (guessed && brokenTexts.contains(source)));
  }

  /** Up to E118 a source is read; what is told from then on is what it means. */
  private static boolean isSyntax(DiagnosticCode code) {
    return code.code().startsWith("E1");
  }

  private static Line line(Span span) {
    return new Line(span.source().name(), span.line());
  }
}
