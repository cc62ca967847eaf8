package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.Locale;
import java.util.OptionalInt;

/** Finds characters that no YAML text may hold, before the parser meets them. */
final class CharacterChecker {
  private CharacterChecker() {}

  /** Reports the first such character; true when there is none. */
  static boolean check(SourceText source, Problems problems) {
    OptionalInt offset = firstForbidden(source.text());
    offset.ifPresent(at -> report(source, at, problems));
    return offset.isEmpty();
  }

  private static void report(SourceText source, int offset, Problems problems) {
    int codePoint = source.text().codePointAt(offset);
    problems.add(
        DiagnosticCode.INVALID_CHARACTER,
        new Span(source, offset, Character.charCount(codePoint)),
        "",
        String.format(Locale.ROOT, "character U+%04X is not allowed", codePoint),
        "in a quoted text, write it as an escape such as `\\x07`");
  }

  /** The place of the first character outside YAML's printable set. */
  static OptionalInt firstForbidden(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (!isPrintable(codePoint)) {
        return OptionalInt.of(i);
      }
      i += Character.charCount(codePoint);
    }
    return OptionalInt.empty();
  }

  private static boolean isPrintable(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
