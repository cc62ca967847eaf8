package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.ForbiddenCharacters;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.Locale;
import java.util.OptionalInt;

/** Finds characters that no source may hold, before a parser meets them. */
public final class CharacterChecker {
  private CharacterChecker() {}

  /**
   * Reports the first such character; true when there is none.
   *
   * @param escape how the notation writes such a character inside a text
   */
  public static boolean check(SourceText source, String escape, Problems problems) {
    OptionalInt offset = ForbiddenCharacters.first(source.text());
    offset.ifPresent(at -> report(source, at, escape, problems));
    return offset.isEmpty();
  }

  private static void report(SourceText source, int offset, String escape, Problems problems) {
    int codePoint = source.text().codePointAt(offset);
    problems.add(
        DiagnosticCode.INVALID_CHARACTER,
        new Span(source, offset, Character.charCount(codePoint)),
        "",
        String.format(Locale.ROOT, "character U+%04X is not allowed", codePoint),
        "in a quoted text, write it as an escape such as " + Quoted.word(escape));
  }
}
