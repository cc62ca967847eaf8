package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.text.CaseFolding;

/**
 * The runs of one to four letters in the words of a text, word borders included, as rows of a table
 * of {@link #ROWS}. Part of the model's format: to change it is to train anew.
 */
public final class LetterGrams {
  public static final int ROWS = 1 << 13;

  private static final int LONGEST = 4;
  private static final char BORDER = ' ';

  /** How many letters are looked at; more change nothing. */
  private static final int MOST_LETTERS = 2_000;

  private LetterGrams() {}

  /** Takes one row at a time. */
  @FunctionalInterface
  public interface Rows {
    void add(int row);
  }

  /** Hands on the rows of all words of the text's beginning. */
  public static void collect(CharSequence text, Rows rows) {
    int letters = 0;
    int start = -1;
    for (int i = 0; i <= text.length() && letters < MOST_LETTERS; i++) {
      boolean letter = i < text.length() && isLetter(text.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        word(text, start, i, rows);
        letters += i - start;
        start = -1;
      }
    }
  }

  static boolean isLetter(char c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static void word(CharSequence text, int start, int end, Rows rows) {
    int last = Math.min(end, start + MOST_LETTERS);
    for (int from = start - 1; from <= last; from++) {
      int hash = 0;
      for (int to = from; to < Math.min(from + LONGEST, last + 1); to++) {
        char c = to < start || to >= end ? BORDER : CaseFolding.fold(text.charAt(to));
        hash = (hash ^ c) * 0x01000193 + (to - from + 1);
        if (to > from || c != BORDER) {
          rows.add(((hash ^ (hash >>> 15)) * 0x2C1B3C6D) >>> 19);
        }
      }
    }
  }
}
