package dev.keeptrail.ledger;

import java.util.Locale;

/**
 * Text from outside made safe for a terminal. Whatever could move the cursor, colour, hide or
 * reorder text is spelled out as {@code \}{@code u{1b}}, and a backslash is doubled so that no two
 * texts look the same.
 */
public final class PrintableText {
  /** UTF-16 units of what a message repeats. */
  private static final int MOST_REPEATED = 100;

  private PrintableText() {}

  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  /** The same for a message that repeats what somebody gave: the beginning, where it is long. */
  public static String beginning(String text) {
    if (text.length() <= MOST_REPEATED) {
      return of(text);
    }
    boolean half = Character.isHighSurrogate(text.charAt(MOST_REPEATED - 1));
    return of(text.substring(0, half ? MOST_REPEATED - 1 : MOST_REPEATED)) + "…";
  }

  /**
   * The same for JSON that is written over several lines. Line ends and backslashes stay as they
   * are: JSON doubles a backslash that is meant, so that ours can be told from it.
   */
  public static String ofJson(String json) {
    return ofLines(json);
  }

  /** The same for a message with names in it: line ends and backslashes stay as they are. */
  public static String ofLines(String lines) {
    StringBuilder shown = new StringBuilder(lines.length());
    lines
        .codePoints()
        .forEach(point -> {
          if (point == '\\' || point == '\n') {
            shown.appendCodePoint(point);
          } else {
            append(shown, point);
          }
        });
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (point == '\\') {
      shown.append("\\\\");
    } else if (isPrintable(point)) {
      shown.appendCodePoint(point);
    } else {
      shown.append(String.format(Locale.ROOT, "\\u{%x}", point));
    }
  }

  /** Whether a character shows itself, other than one that steers, hides or is none. */
  public static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
