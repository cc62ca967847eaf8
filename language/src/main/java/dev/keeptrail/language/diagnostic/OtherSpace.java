package dev.keeptrail.language.diagnostic;

/**
 * Spaces that look like the one of ASCII and are none to YAML: they come along with copied text.
 */
public final class OtherSpace {
  /** What an author is to do about one in front of a line. */
  public static final String REMEDY =
      "type the indentation anew with spaces; copied text often has others";

  private OtherSpace() {}

  /** Whether it is shown as a space, such as a no-break space, and does not indent. */
  public static boolean is(char c) {
    return c != ' ' && Character.isSpaceChar(c) && !isLineEnd(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\u2028' || c == '\u2029';
  }
}
