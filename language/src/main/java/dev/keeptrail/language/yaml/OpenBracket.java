package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Optional;

/** A bracket that stays open, which the parser notices where something else begins. */
final class OpenBracket {
  private OpenBracket() {}

  /**
   * What is wrong in a list or mapping in brackets.
   *
   * @param opened the bracket
   * @param stumble what cannot stand in it
   * @return empty where the place does not hold a bracket, or is the only place to look at
   */
  static Optional<Diagnostic> cause(Span opened, Span stumble) {
    String text = opened.source().text();
    char bracket = opened.offset() < text.length() ? text.charAt(opened.offset()) : ' ';
    if (bracket != '[' && bracket != '{') {
      return Optional.empty();
    }
    Span sign = new Span(opened.source(), opened.offset(), 1);
    if (text.substring(Math.min(stumble.offset(), text.length())).isBlank()) {
      return Optional.of(
          new Diagnostic(
              DiagnosticCode.INVALID_YAML,
              sign,
              "",
              "this `%c` is not closed".formatted(bracket),
              "end it with `%c`".formatted(bracket == '[' ? ']' : '}')));
    }
    if (sign.line() == stumble.line()) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnostic(
            DiagnosticCode.INVALID_YAML,
            stumble,
            "",
            "a `,` or a closing bracket is missing",
            "look for a missing or doubled comma here, and whether the `%c` on line %d is closed"
                .formatted(bracket, sign.line()),
            null,
            List.of(new RelatedPlace(sign, "the bracket that is open here"))));
  }
}
