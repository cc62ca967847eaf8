package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what one rule finds. For one thread. */
final class Advice {
  private final Problems problems;
  private final DiagnosticCode code;

  Advice(Problems problems, DiagnosticCode code) {
    this.problems = problems;
    this.code = code;
  }

  void add(Span span, String path, String message, String hint) {
    problems.add(new Diagnostic(code, span, path, message, hint));
  }

  void add(Span span, String path, String message, String hint, @Nullable Fix fix) {
    problems.add(new Diagnostic(code, span, path, message, hint, fix));
  }

  /** With another place that explains it. */
  void add(Span span, String path, String message, String hint, RelatedPlace related) {
    problems.add(new Diagnostic(code, span, path, message, hint, null, List.of(related)));
  }

  void add(
      Span span,
      String path,
      String message,
      String hint,
      @Nullable Fix fix,
      RelatedPlace related) {
    problems.add(new Diagnostic(code, span, path, message, hint, fix, List.of(related)));
  }
}
