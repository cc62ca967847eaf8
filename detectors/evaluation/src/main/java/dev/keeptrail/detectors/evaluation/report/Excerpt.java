package dev.keeptrail.detectors.evaluation.report;

/** The beginning of a text on one line, with what a reader could not see made visible. */
public final class Excerpt {
  private static final int LONGEST = 160;

  private Excerpt() {}

  public static String of(String text) {
    var excerpt = new StringBuilder();
    int at = 0;
    while (at < text.length() && excerpt.length() < LONGEST) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      switch (character) {
        case '\n' -> excerpt.append("\\n");
        case '\t' -> excerpt.append("\\t");
        default -> append(character, excerpt);
      }
    }
    return at < text.length() ? excerpt.append(" ...").toString() : excerpt.toString();
  }

  private static void append(int character, StringBuilder excerpt) {
    boolean visible =
        switch (Character.getType(character)) {
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
    if (visible) {
      excerpt.appendCodePoint(character);
    } else {
      excerpt.append("\\u{").append(Integer.toHexString(character)).append('}');
    }
  }
}
