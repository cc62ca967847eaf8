package dev.keeptrail.detectors.text;

/**
 * The answer to a question that ends with a label, in the next line of a conversation: {@code Your
 * account number, please?} and, below it, {@code [10:03] Ada: 1234}. Stateless.
 */
public final class Answer {
  private static final int MAX_QUESTION = 32;
  private static final int MAX_BREAKS = 4;
  private static final int MAX_STAMP = 24;
  private static final int MAX_SPEAKER = 24;

  private Answer() {}

  /** Where the answer begins to a question whose label ends here; -1 if no question ends so. */
  public static int after(ScannedText text, int labelEnd) {
    int at = labelEnd;
    while (at - labelEnd < MAX_QUESTION && isOfQuestion(text.at(at))) {
      at++;
    }
    if (text.at(at) != '?' && text.at(at) != '？' && text.at(at) != '؟') {
      return -1;
    }
    int line = at + 1;
    boolean broken = false;
    while (line - at <= MAX_BREAKS && Character.isWhitespace(text.at(line))) {
      broken |= text.at(line) == '\n';
      line++;
    }
    return broken ? speech(text, stampEnd(text, line)) : -1;
  }

  private static boolean isOfQuestion(char c) {
    return Character.isLetter(c) || c == ' ' || c == ',' || c == '\'' || c == '*' || c == '"';
  }

  /** Behind the time of day, in brackets or not, and its blank. */
  private static int stampEnd(ScannedText text, int start) {
    int at = start;
    boolean time = false;
    while (at - start < MAX_STAMP && isOfStamp(text.at(at))) {
      time |= text.at(at) == ':';
      at++;
    }
    boolean whole = time && text.at(at - 1) != ':' && text.at(at) == ' ';
    return whole ? at + 1 : start;
  }

  private static boolean isOfStamp(char c) {
    return CharacterKinds.isDigit(c) || ":[]().-/".indexOf(c) >= 0;
  }

  /** Behind who speaks, if that is said. */
  private static int speech(ScannedText text, int start) {
    int at = start;
    while (at - start < MAX_SPEAKER && isOfSpeaker(text.at(at))) {
      at++;
    }
    boolean named = at > start && text.at(at) == ':' && Character.isWhitespace(text.at(at + 1));
    return named ? at + 2 : start;
  }

  private static boolean isOfSpeaker(char c) {
    return Character.isLetter(c) || c == ' ' || c == '.' || c == '*' || c == '-' || c == '_';
  }
}
