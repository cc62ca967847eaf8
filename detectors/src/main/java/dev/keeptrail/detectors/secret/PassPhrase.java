package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/**
 * Tells a password of several words from what screens and messages say of passwords, which stands
 * in the same places. Stateless.
 */
final class PassPhrase {
  private static final int LEAST = 8;
  private static final int MOST = 96;
  private static final int LONGEST_WORD = 24;
  private static final int LEAST_WORDS = 4;
  private static final int MOST_WORDS = 10;
  private static final int DRAWN_LEAST = 3;
  private static final int DRAWN_MOST = 9;
  private static final String JOINTS = "-'’_&+!*#@$.";

  private static final WordTable SAID = ContextWords.table("said_of_passwords");
  private static final WordTable GLUE = ContextWords.table("sentence_glue");

  private PassPhrase() {}

  /** Whether a sentence may tell this in quotes: nothing in it is said of passwords. */
  static boolean isTold(ScannedText text, int start, int end) {
    return words(text, start, end) > 1 && !SAID.anyIn(text, start, end);
  }

  /**
   * Whether a setting may hold it: no sentence either, and no label, as those begin with a capital
   * and have no digits.
   */
  static boolean isGiven(ScannedText text, int start, int end) {
    boolean label = Character.isUpperCase(text.at(start));
    for (int i = start; label && i < end; i++) {
      label = !Character.isDigit(text.charAt(i));
    }
    return !label && isTold(text, start, end) && !GLUE.anyIn(text, start, end);
  }

  /**
   * The end of the small words that stand here alone on the rest of the line, as they do behind a
   * word for a pass phrase; -1 if there are other things or too few of them.
   */
  static int plainEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MOST && isSmall(text.at(end))) {
      end++;
    }
    boolean ended = text.at(end) == '\0' || text.at(end) == '\n' || text.at(end) == '\r';
    boolean phrase = ended && words(text, start, end) >= LEAST_WORDS;
    return phrase && isGiven(text, start, end) ? end : -1;
  }

  /** Whether these are words as lists for dice hold them: none is very short, none very long. */
  static boolean isDrawn(ScannedText text, int start, int end) {
    int word = 0;
    for (int i = start; i <= end; i++) {
      boolean ends = i == end || text.at(i) == ' ';
      if (ends && (word < DRAWN_LEAST || word > DRAWN_MOST)) {
        return false;
      }
      word = ends ? 0 : word + 1;
    }
    return true;
  }

  private static boolean isSmall(char c) {
    return Character.isLowerCase(c) || c == ' ';
  }

  /** How many words with one blank between; 0 if it is written otherwise. */
  static int words(ScannedText text, int start, int end) {
    if (end - start < LEAST || end - start > MOST) {
      return 0;
    }
    int words = 1;
    int word = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (word == 0) {
          return 0;
        }
        words++;
        word = 0;
      } else if (!isPart(c) || ++word > LONGEST_WORD) {
        return 0;
      }
    }
    return word == 0 || words > MOST_WORDS ? 0 : words;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || JOINTS.indexOf(c) >= 0;
  }
}
