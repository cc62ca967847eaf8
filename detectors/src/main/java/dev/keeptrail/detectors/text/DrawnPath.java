package dev.keeptrail.detectors.text;

/**
 * Numbers that draw a line, as in pictures (SVG): {@code l 5.292969 5.292969 c -0.187 0.2}. A
 * letter that stands alone between numbers is a stroke of the pen.
 */
public final class DrawnPath {
  private static final String STROKES = "mlhvcsqtzMLHVCSQTAZ";
  private static final int MAX_GAP = 4;
  private static final int MAX_NUMBERS = 400;

  private DrawnPath() {}

  /** Whether such a letter begins the numbers from start to end, or follows them. */
  public static boolean holds(ScannedText text, int start, int end) {
    return isStrokeBefore(text, start) || isStrokeBehind(text, end);
  }

  private static boolean isStrokeBefore(ScannedText text, int start) {
    int at = start - 1;
    while (start - at < MAX_NUMBERS && isOfNumbers(text.at(at))) {
      at--;
    }
    if (!isStroke(text.at(at))) {
      return false;
    }
    int before = over(text, at - 1, -1);
    char c = text.at(before);
    return before < at - 1
        ? CharacterKinds.isDigit(c) || isClosed(text, before) || c == '"' || c == '\''
        : CharacterKinds.isDigit(c) || c == '"' || c == '\'';
  }

  /** Whether a stroke with its numbers close behind it stands in front: {@code a.75.75 0 1}. */
  public static boolean isCloseBehindStroke(ScannedText text, int start) {
    int at = start - 1;
    while (start - at < MAX_NUMBERS && isOfNumbers(text.at(at))) {
      at--;
    }
    char number = text.at(at + 1);
    char before = text.at(at - 1);
    return (isStroke(text.at(at)) || text.at(at) == 'a')
        && (CharacterKinds.isDigit(number) || number == '.' || number == '-')
        && (CharacterKinds.isDigit(before) || " \"'zZ".indexOf(before) >= 0);
  }

  private static boolean isStrokeBehind(ScannedText text, int end) {
    int at = over(text, end, 1);
    if (!isStroke(text.at(at)) || at == end) {
      return false;
    }
    char c = text.at(over(text, at + 1, 1));
    return CharacterKinds.isDigit(c) || c == '-' || c == '.';
  }

  /** A line that is closed has no numbers. */
  private static boolean isClosed(ScannedText text, int at) {
    return (text.at(at) | 0x20) == 'z' && text.at(at - 1) == ' ';
  }

  private static boolean isStroke(char c) {
    return c != '\0' && STROKES.indexOf(c) >= 0;
  }

  private static boolean isOfNumbers(char c) {
    return CharacterKinds.isDigit(c) || " ,.-\n".indexOf(c) >= 0;
  }

  private static int over(ScannedText text, int from, int step) {
    int at = from;
    while (Math.abs(at - from) < MAX_GAP
        && (text.at(at) == ' ' || text.at(at) == ',' || text.at(at) == '\n')) {
      at += step;
    }
    return at;
  }
}
