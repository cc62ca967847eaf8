package dev.keeptrail.detectors.text;

/**
 * Marks that stand where a value was masked: {@code [EMAIL_1]}, {@code [EMAIL~20cc7c643b27d1]},
 * {@code EMAIL_1}, {@code <US_SSN>}, {@code ***}. What a label says is said of the mark, and of
 * nothing behind it.
 */
public final class MaskedValue {
  private static final int NONE = -1;
  private static final int MAX_MARK = 56;
  private static final int MIN_LETTERS = 2;
  private static final int STARS = 3;
  private static final int MAX_BLANKS = 3;

  private MaskedValue() {}

  /** The end of the mark that begins at a position, or -1. */
  public static int end(ScannedText text, int at) {
    return switch (text.at(at)) {
      case '[' -> isGiven(text, closed(text, at, ']')) ? NONE : closed(text, at, ']');
      case '<' -> closed(text, at, '>');
      case '*' -> stars(text, at);
      default -> numbered(text, at);
    };
  }

  /**
   * Whether a word lies in a mark. {@code [MRN]: 4711} and {@code [MRN] 4711} are labels in
   * brackets, {@code MRN: [MRN] 4711} is none.
   */
  public static boolean holds(ScannedText text, int start, int end) {
    int open = start;
    while (start - open <= MAX_MARK && isOfName(text.at(open - 1))) {
      open--;
    }
    char bracket = text.at(open - 1);
    boolean inBrackets = bracket == '[' || bracket == '<';
    int mark = end(text, inBrackets ? open - 1 : open);
    return mark >= end && (bracket != '[' || !isLabel(text, open - 1, mark));
  }

  /**
   * The end of the last mark in a range that is given to something, as in {@code DOB: ***}, or -1.
   */
  public static int lastGiven(ScannedText text, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      char c = text.at(i);
      if (c == ':' || c == '=') {
        int at = i + 1;
        while (at - i <= MAX_BLANKS && (text.at(at) == ' ' || text.at(at) == '"')) {
          at++;
        }
        int end = end(text, at);
        if (end > 0 && end <= to) {
          return end;
        }
      }
    }
    return NONE;
  }

  private static boolean isLabel(ScannedText text, int open, int end) {
    boolean value = text.at(end) == ' ' && CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
    int before = text.at(open - 1) == ' ' ? open - 2 : open - 1;
    return value && text.at(before) != ':' && text.at(before) != '=';
  }

  /** Whether a value is given to what ends here. */
  private static boolean isGiven(ScannedText text, int end) {
    return end > 0 && (text.at(end) == ':' || text.at(end) == '=');
  }

  /** Capitals in brackets, perhaps with a number or the digits of a hash. */
  private static int closed(ScannedText text, int open, char close) {
    int at = open + 1;
    int letters = 0;
    boolean joined = false;
    while (at - open <= MAX_MARK && isOfName(text.at(at))) {
      letters += CharacterKinds.isDigit(text.at(at)) ? 0 : 1;
      joined |= text.at(at) == '_';
      at++;
    }
    if (text.at(at) == '~') {
      at++;
      while (at - open <= MAX_MARK && Character.digit(text.at(at), 16) >= 0) {
        at++;
      }
    }
    boolean capital = text.at(open + 1) >= 'A' && text.at(open + 1) <= 'Z';
    // WHY: tags of HTML are in capitals as well.
    boolean mark = capital && letters >= MIN_LETTERS && (close == ']' || joined);
    return mark && text.at(at) == close ? at + 1 : NONE;
  }

  private static boolean isOfName(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_' || CharacterKinds.isDigit(c);
  }

  /** Capitals and a number behind a low line, without brackets. */
  private static int numbered(ScannedText text, int start) {
    char first = text.at(start);
    if (first < 'A' || first > 'Z' || isOfName(text.at(start - 1))) {
      return NONE;
    }
    int end = start;
    while (end - start <= MAX_MARK && isOfName(text.at(end))) {
      end++;
    }
    int digits = end;
    while (CharacterKinds.isDigit(text.at(digits - 1))) {
      digits--;
    }
    boolean mark = digits < end && text.at(digits - 1) == '_' && digits - start > MIN_LETTERS;
    return mark && !Character.isLetterOrDigit(text.at(end)) && !isGiven(text, end) ? end : NONE;
  }

  /** Stars on their own: what they stand beside without a space, Markdown sets in bold by them. */
  private static int stars(ScannedText text, int at) {
    int end = at;
    while (text.at(end) == '*') {
      end++;
    }
    char before = text.at(at - 1);
    boolean free = before == ' ' || before == '"' || before == '\'' || before == '=';
    return free && end - at >= STARS && !Character.isLetterOrDigit(text.at(end)) ? end : NONE;
  }
}
