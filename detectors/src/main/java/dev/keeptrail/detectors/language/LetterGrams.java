package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CharacterTable;

/**
 * The runs of one to four letters in the words of a text, word borders included, as rows of a table
 * of {@link #ROWS}. Part of the model's format: to change it is to train anew.
 */
public final class LetterGrams {
  public static final int ROWS = 1 << 13;

  private static final int LONGEST = 4;
  private static final char BORDER = ' ';

  private LetterGrams() {}

  /** Takes one row at a time. */
  @FunctionalInterface
  public interface Rows {
    void add(int row);
  }

  /** Hands on the rows of the first words, until they have so many letters. */
  public static void collect(CharSequence text, int mostLetters, Rows rows) {
    int letters = 0;
    int start = -1;
    for (int i = 0; i <= text.length() && letters < mostLetters; i++) {
      boolean letter = i < text.length() && isLetter(text.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        word(text, start, (int) Math.min(i, (long) start + mostLetters), rows);
        letters += i - start;
        start = -1;
      }
    }
  }

  static boolean isLetter(char c) {
    if (c < 128) {
      return CharacterKinds.isAsciiLetter(c);
    }
    return (CharacterTable.bits(c) & CharacterTable.LETTER) != 0
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static void word(CharSequence text, int start, int end, Rows rows) {
    char[] folded = new char[end - start + 2];
    folded[0] = BORDER;
    folded[folded.length - 1] = BORDER;
    for (int i = start; i < end; i++) {
      folded[i - start + 1] = CaseFolding.fold(text.charAt(i));
    }
    for (int from = 0; from < folded.length; from++) {
      int hash = 0;
      for (int to = from; to < Math.min(from + LONGEST, folded.length); to++) {
        char c = folded[to];
        hash = (hash ^ c) * 0x01000193 + (to - from + 1);
        if (to > from || c != BORDER) {
          rows.add(((hash ^ (hash >>> 15)) * 0x2C1B3C6D) >>> 19);
        }
      }
    }
  }
}
