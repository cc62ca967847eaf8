package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.LettersAhead;
import java.util.Collection;

/**
 * Words that may begin with letters of ASCII which are not final: an accent may follow the last of
 * them, and among letters of Cyrillic they may all turn out to be Cyrillic.
 */
final class WordBeginnings {
  /** Shorter words in Latin letters are never read with others glued to them. */
  private static final int MIN_GLUED = 3;

  /** By their first letter, as it may be written. */
  private final String[][] byFirst = new String[128][];

  /**
   * @param words in the folded form
   */
  WordBeginnings(Collection<String> words) {
    for (char c = 0; c < byFirst.length; c++) {
      char first = c;
      byFirst[c] =
          words.stream()
              .filter(word -> LettersAhead.mayBecome(first, word.charAt(0)))
              .sorted()
              .toArray(String[]::new);
    }
  }

  /** Whether a word may begin with the letters, or be what they are. */
  boolean mayBegin(String letters) {
    for (String word : byFirst[letters.charAt(0)]) {
      if (word.length() >= letters.length() && agree(word, letters)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the letters may begin with a word that others are glued to. */
  boolean mayBeGlued(String letters) {
    for (String word : byFirst[letters.charAt(0)]) {
      boolean glues = word.length() >= MIN_GLUED || word.charAt(0) >= 128;
      if (glues && word.length() < letters.length() && agree(word, letters)) {
        return true;
      }
    }
    return false;
  }

  private static boolean agree(String word, String letters) {
    int length = Math.min(word.length(), letters.length());
    for (int i = 1; i < length; i++) {
      if (!LettersAhead.mayBecome(letters.charAt(i), word.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
