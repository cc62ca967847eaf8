package dev.keeptrail.language.source;

import java.util.OptionalInt;

/** Knows the characters that no source may hold, in either notation: controls and their like. */
public final class ForbiddenCharacters {
  private ForbiddenCharacters() {}

  /** The offset of the first character outside YAML's printable set. */
  public static OptionalInt first(String text) {
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
