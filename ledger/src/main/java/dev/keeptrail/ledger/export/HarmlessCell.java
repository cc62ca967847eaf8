package dev.keeptrail.ledger.export;

import org.jspecify.annotations.Nullable;

/**
 * A text as it goes into a cell of a file for spreadsheets. One that a spreadsheet would take for a
 * formula has an apostrophe in front, because some fields hold what callers wrote. Stateless.
 */
public final class HarmlessCell {
  /** Some take the wide and small forms of East Asian keyboards for the signs that they are. */
  private static final String FORMULA =
      "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b";

  private HarmlessCell() {}

  /**
   * The text for a cell; null for null. NUL becomes U+FFFD, because SQLite and pandas end a text
   * there, and what comes after would be hidden.
   */
  public static @Nullable String of(@Nullable String text) {
    return text == null ? null : ofText(text);
  }

  /** The same, of a text that is there. */
  public static String ofText(String text) {
    String whole = text.replace('\0', '\ufffd');
    return FORMULA.indexOf(firstSeen(text)) >= 0 ? "'" + whole : whole;
  }

  /**
   * What a spreadsheet sees first: some drop blanks and characters without a shape when they read a
   * file.
   */
  private static int firstSeen(String text) {
    return text.codePoints()
        .filter(one -> FORMULA.indexOf(one) >= 0 || isSeen(one))
        .findFirst()
        .orElse(' ');
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR -> false;
      default -> true;
    };
  }
}
