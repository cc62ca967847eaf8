package dev.keeptrail.engine.quality;

/** Words, sentences and edits. */
public final class Counting {
  private static final String STOPS = ".!?。！？؟।";

  private Counting() {}

  /** Runs of anything but white space. */
  public static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return words;
  }

  /**
   * Stretches with a letter or digit in them, each up to a full stop or the like before white space
   * or the end; in scripts without spaces, up to any. What follows the last stop counts too.
   */
  public static int sentences(String text) {
    int sentences = 0;
    boolean said = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      said |= Character.isLetterOrDigit(c) || Character.isSurrogate(c);
      if (said && STOPS.indexOf(c) >= 0 && ends(text, i)) {
        sentences++;
        said = false;
      }
    }
    return said ? sentences + 1 : sentences;
  }

  private static boolean ends(String text, int stop) {
    return text.charAt(stop) > '\u0600'
        || stop + 1 == text.length()
        || Character.isWhitespace(text.charAt(stop + 1));
  }

  /**
   * The least number of characters to put in, take out or exchange; where the lengths differ by
   * more than the shorter one is long, that difference. The work is bounded by the square of the
   * expected text, which is short.
   */
  static int distance(String text, String expected) {
    if (text.length() > 2 * expected.length() + 1) {
      return text.length() - expected.length();
    }
    int[] before = new int[expected.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= text.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int change = text.charAt(i - 1) == expected.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = now;
    }
    return before[expected.length()];
  }
}
