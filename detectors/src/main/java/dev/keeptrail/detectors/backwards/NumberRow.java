package dev.keeptrail.detectors.backwards;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Groups of digits with at most three signs between two of them, the way numbers are written, and
 * what may close such a row if it is read from its end: the sign or the bracket that numbers begin
 * with.
 *
 * @param start of its first digit
 * @param end behind its last digit, or the sign behind it
 * @param digits how many there are
 * @param groups how many runs of digits
 */
record NumberRow(int start, int end, int digits, int groups) {
  private static final int MAX_GAP = 3;
  private static final int MAX_LENGTH = 40;
  private static final String SIGNS = "-.()/ ";
  private static final NumberRow NONE = new NumberRow(0, 0, 0, 0);

  /** The row that begins with a run of digits; one without digits where none does. */
  static NumberRow at(ScannedText text, Hits hits, int first) {
    int start = hits.digitRunStart(first);
    if (goesOn(text, start)) {
      return NONE;
    }
    int at = start;
    int last = start;
    int digits = 0;
    int groups = 0;
    while (at - last <= MAX_GAP && at - start <= MAX_LENGTH) {
      char c = text.at(at);
      if (CharacterKinds.isDigit(c)) {
        groups += at == last && at > start ? 0 : 1;
        digits++;
        last = at + 1;
      } else if (SIGNS.indexOf(c) < 0) {
        break;
      }
      at++;
    }
    char c = text.at(last);
    // WHY: a colon behind a date and an hour is that of a time, and most rows are those.
    boolean time = c == ':' && CharacterKinds.isDigit(text.at(last + 1));
    if (at - start > MAX_LENGTH || time || CharacterKinds.joinsWord(c)) {
      return NONE;
    }
    return new NumberRow(start, c == '+' || c == '(' ? last + 1 : last, digits, groups);
  }

  /** Whether the digits stand behind others, or in a word. */
  private static boolean goesOn(ScannedText text, int start) {
    int at = start - 1;
    while (start - at <= MAX_GAP && at >= 0 && SIGNS.indexOf(text.at(at)) >= 0) {
      at--;
    }
    return CharacterKinds.isDigit(text.at(at)) || CharacterKinds.joinsWord(text.at(start - 1));
  }

  boolean isSigned(ScannedText text) {
    return text.at(end - 1) == '+';
  }

  String backwards(ScannedText text) {
    return new StringBuilder(text.subSequence(start, end)).reverse().toString();
  }
}
