package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.Span;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Takes problems by their place in the text that is read. */
final class SyntaxProblems {
  private final EmbeddedText text;
  private final String path;
  private final Problems problems;

  /**
   * Collects for one text.
   *
   * @param path where the text is in its document's terms; empty for a whole source
   */
  SyntaxProblems(EmbeddedText text, String path, Problems problems) {
    this.text = text;
    this.path = path;
    this.problems = problems;
  }

  void add(DiagnosticCode code, int from, int to, String message, @Nullable String hint) {
    add(code, text.span(from, to), message, hint);
  }

  void add(DiagnosticCode code, Span span, String message, @Nullable String hint) {
    problems.add(code, span, path, message, hint);
  }

  void add(DiagnosticCode code, Token token, String message, @Nullable String hint) {
    add(code, token.getStartIndex(), token.getStopIndex() + 1, message, hint);
  }

  /**
   * Reports a token in whose place something else may be meant.
   *
   * @param meant null where nobody knows
   */
  void add(
      DiagnosticCode code,
      Token token,
      String message,
      @Nullable String hint,
      @Nullable String meant) {
    Span span = text.span(token.getStartIndex(), token.getStopIndex() + 1);
    Optional<Fix> fix =
        Optional.ofNullable(meant)
            .flatMap(instead -> Fix.respelling(span, token.getText(), instead));
    problems.add(new Diagnostic(code, span, path, message, hint, fix.orElse(null)));
  }

  /** Reports at a path of its own. */
  void addAt(String where, DiagnosticCode code, Span span, String message, @Nullable String hint) {
    problems.add(code, span, where, message, hint);
  }

  Span span(int from, int to) {
    return text.span(from, to);
  }

  int line(Token token) {
    return text.span(token.getStartIndex(), token.getStartIndex()).line();
  }
}
