package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/**
 * Whether a sentence speaks of an attack instead of making one: words of those who report, test or
 * explain attacks stand near, or the attack stands between marks for code. What a program makes of
 * the sentence is the same; so it is doubted, never passed over. Stateless.
 */
final class Talk {
  private static final int REACH = 250;
  private static final int LINE = 300;

  /** A longer range is a sentence in which the end of a literal was looked for. */
  private static final int PAYLOAD = 40;

  /** Signs that make a word a part of an address, a name or an option. */
  private static final String JOINS = "/=._-@%&?:#$\\";

  private Talk() {}

  /** The words, read when the first finding comes. */
  private static final class Words {
    static final WordTable TALK = ContextWords.table("speaks_of_attacks", "speaks_of_injections");
  }

  static boolean isAbout(ScannedText text, int start, int end) {
    boolean sentence = end - start > PAYLOAD;
    return isMarked(text, start, end)
        || (sentence && says(text, start, Math.min(end, start + REACH)))
        || says(text, Math.max(0, start - REACH), start)
        || says(text, end, Math.min(text.length(), end + REACH));
  }

  private static boolean says(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      char before = text.at(at - 1);
      if (!Character.isLetter(text.charAt(at)) || Character.isLetterOrDigit(before)) {
        continue;
      }
      int end = Words.TALK.match(text, at, to);
      boolean apart =
          end > 0 && !joins(before, text.at(at - 2)) && !joins(text.at(end), text.at(end + 1));
      if (apart && !isEntity(text, at, end)) {
        return true;
      }
    }
    return false;
  }

  /** The name that a document gives one of its entities, or calls it by: no word of a sentence. */
  private static boolean isEntity(ScannedText text, int start, int end) {
    boolean called = text.at(start - 1) == '&' || text.at(start - 1) == '%';
    if (called && text.at(end) == ';') {
      return true;
    }
    int at = start - 1;
    while (at > 0 && (text.at(at) <= ' ' || text.at(at) == '%') && start - at < 8) {
      at--;
    }
    String before = text.subSequence(Math.max(0, at - 7), at + 1).toString();
    return before.equalsIgnoreCase("<!entity");
  }

  /** Whether a sign ties the word to something else: the point of a sentence does not. */
  private static boolean joins(char sign, char beyond) {
    return JOINS.indexOf(sign) >= 0 && sign != '\0' && Character.isLetterOrDigit(beyond);
  }

  /** Between two backticks in one line that stand apart from words. */
  private static boolean isMarked(ScannedText text, int start, int end) {
    int open = back(text, start);
    int close = open < 0 ? -1 : forth(text, Math.max(end - 1, start));
    boolean line =
        close > 0
            && !Character.isLetterOrDigit(text.at(open - 1))
            && !Character.isLetterOrDigit(text.at(close + 1));
    return line;
  }

  private static int back(ScannedText text, int start) {
    for (int at = start; at >= 0 && start - at < LINE && text.charAt(at) != '\n'; at--) {
      if (text.charAt(at) == '`') {
        return at;
      }
    }
    return -1;
  }

  private static int forth(ScannedText text, int from) {
    for (int at = from; at < text.length() && at - from < LINE; at++) {
      if (text.charAt(at) == '\n') {
        return -1;
      }
      if (text.charAt(at) == '`') {
        return at;
      }
    }
    return -1;
  }

  /** Whether a block of code stands open there. */
  static boolean isFenced(ScannedText text, int start) {
    int fences = 0;
    int from = Math.max(0, start - 4_000);
    for (int at = from; at + 2 < start; at++) {
      boolean fence =
          text.charAt(at) == '`' && text.charAt(at + 1) == '`' && text.charAt(at + 2) == '`';
      if (fence) {
        fences++;
        at += 2;
      }
    }
    return fences % 2 == 1;
  }
}
