package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.OtherSpace;
import dev.keeptrail.language.source.Span;
import java.util.Optional;

/**
 * Causes that stand before the place where a parser stumbles: what looks like an indentation and is
 * none, and a colon with no space behind it, both of which make one text of a line and the next.
 */
final class LineAbove {
  private LineAbove() {}

  /**
   * What is behind a `:` where none can stand.
   *
   * @param stumble the place that the parser names
   */
  static Optional<Diagnostic> cause(Span stumble) {
    String text = stumble.source().text();
    int here = lineStart(text, stumble.offset());
    int above = lineStart(text, beforeBlanks(text, here));
    return otherSpace(stumble, here)
        .or(() -> otherSpace(stumble, above))
        .or(() -> above < here ? missingSpace(stumble, above) : Optional.empty());
  }

  /**
   * What is wrong with a line that should be a key and a value. It is often the line before the one
   * where the parser stumbles, because a text may go on in the next.
   *
   * @param begun where the text begins that turned out to be no key
   */
  static Diagnostic noKey(Span begun) {
    String text = begun.source().text();
    int line = lineStart(text, begun.offset());
    Optional<Diagnostic> space = missingSpace(begun, line);
    if (space.isPresent()) {
      return space.get();
    }
    boolean entry =
        text.startsWith("-", begun.offset()) && text.substring(line, begun.offset()).isBlank();
    return entry
        ? new Diagnostic(
            DiagnosticCode.INVALID_YAML,
            new Span(begun.source(), begun.offset(), 1),
            "",
            "this `-` makes no list entry, because no space follows it",
            "put a space after each `-`")
        : new Diagnostic(
            DiagnosticCode.INVALID_YAML,
            begun,
            "",
            "a `:` is missing after this key",
            "write `key: value`");
  }

  /** The tab of a line that the parser names only the beginning of. */
  static Span tab(Span place) {
    String text = place.source().text();
    int at = place.offset();
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '\t' ? new Span(place.source(), at, 1) : place;
  }

  private static Optional<Diagnostic> otherSpace(Span stumble, int line) {
    String text = stumble.source().text();
    for (int at = line; at < text.length(); at++) {
      char c = text.charAt(at);
      if (OtherSpace.is(c)) {
        return Optional.of(
            new Diagnostic(
                DiagnosticCode.INVALID_YAML,
                new Span(stumble.source(), at, 1),
                "",
                "U+%04X looks like a space, and is none to YAML".formatted((int) c),
                OtherSpace.REMEDY));
      }
      if (c != ' ') {
        break;
      }
    }
    return Optional.empty();
  }

  /** A line such as {@code name:demo}. */
  private static Optional<Diagnostic> missingSpace(Span stumble, int line) {
    String text = stumble.source().text();
    int at = line;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
    int word = at;
    while (at < text.length() && isOfKey(text.charAt(at))) {
      at++;
    }
    boolean glued =
        at > word
            && at + 1 < text.length()
            && text.charAt(at) == ':'
            && text.charAt(at + 1) > ' '
            && text.charAt(at + 1) != ':'
            && text.charAt(at + 1) != '/';
    return glued
        ? Optional.of(
            new Diagnostic(
                DiagnosticCode.INVALID_YAML,
                new Span(stumble.source(), at, 1),
                "",
                "this `:` makes no key, because no space follows it",
                "put a space after each `:`"))
        : Optional.empty();
  }

  private static boolean isOfKey(char c) {
    return c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static int lineStart(String text, int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The last offset before a line that is no blank, or the start of the text. */
  private static int beforeBlanks(String text, int line) {
    int at = line;
    while (at > 0 && text.charAt(at - 1) <= ' ') {
      at--;
    }
    return at;
  }
}
