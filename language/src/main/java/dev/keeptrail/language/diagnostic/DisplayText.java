package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.json.UnsafeCharacters;
import java.util.Locale;

/**
 * Makes any text safe and measurable on a terminal: one column for each narrow character, two for a
 * wide one, none for a combining one; controls and invisible marks become visible escapes, so that
 * a hostile pack cannot drive the terminal.
 */
final class DisplayText {
  private static final int TAB_WIDTH = 4;

  /** First and last code point of the blocks that East Asian terminals show two columns wide. */
  private static final int[][] WIDE = {
    {0x1100, 0x115f},
    {0x231a, 0x231b},
    {0x23e9, 0x23ec},
    {0x25fd, 0x25fe},
    {0x2614, 0x2615},
    {0x2648, 0x2653},
    {0x26a1, 0x26a1},
    {0x2705, 0x2705},
    {0x270a, 0x270b},
    {0x2728, 0x2728},
    {0x274c, 0x274c},
    {0x2753, 0x2755},
    {0x2795, 0x2797},
    {0x2b50, 0x2b50},
    {0x2e80, 0x303e},
    {0x3041, 0x33ff},
    {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},
    {0xa000, 0xa4cf},
    {0xa960, 0xa97c},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},
    {0xff00, 0xff60},
    {0xffe0, 0xffe6},
    {0x16fe0, 0x18aff},
    {0x1b000, 0x1b2ff},
    {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f19a},
    {0x1f200, 0x1f320},
    {0x1f32d, 0x1f64f},
    {0x1f680, 0x1f6ff},
    {0x1f7e0, 0x1f7eb},
    {0x1f90c, 0x1f9ff},
    {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd},
  };

  private DisplayText() {}

  /** What to print for one code point. */
  static String of(int codePoint) {
    if (codePoint == '\t') {
      return " ".repeat(TAB_WIDTH);
    }
    boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (surrogate || UnsafeCharacters.isUnsafe(codePoint) || isTag(codePoint)) {
      return String.format(Locale.ROOT, "\\u{%x}", codePoint);
    }
    return Character.toString(codePoint);
  }

  /** What to print for a whole text. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(codePoint -> shown.append(of(codePoint)));
    return shown.toString();
  }

  /** How many columns {@link #of(int)} takes. */
  static int width(int codePoint) {
    String shown = of(codePoint);
    if (shown.length() > 2) {
      return shown.length();
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isTag(int codePoint) {
    return codePoint >= 0xe0000 && codePoint <= 0xe0fff;
  }

  private static boolean isWide(int codePoint) {
    if (codePoint < WIDE[0][0]) {
      return false;
    }
    for (int[] block : WIDE) {
      if (codePoint >= block[0] && codePoint <= block[1]) {
        return true;
      }
    }
    return false;
  }
}
