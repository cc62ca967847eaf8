package dev.keeptrail.detectors.text;

import java.util.List;

/** Looks for words in a bounded window around a candidate. */
public final class Surroundings {
  private Surroundings() {}

  /** Whether one of the folded words stands in the characters before the position. */
  public static boolean anyBefore(ScannedText text, int position, int reach, List<String> words) {
    return any(text, Math.max(0, position - reach), position, words);
  }

  public static boolean anyAfter(ScannedText text, int position, int reach, List<String> words) {
    return any(text, position, Math.min(text.length(), position + reach), words);
  }

  /** Whether one of the folded words starts a word between the positions. */
  public static boolean any(ScannedText text, int from, int to, List<String> words) {
    if (from >= to) {
      return false;
    }
    String window = CaseFolding.fold(text.subSequence(from, to));
    for (String word : words) {
      int at = window.indexOf(word);
      while (at >= 0) {
        if (!text.insideWord(from + at)) {
          return true;
        }
        at = window.indexOf(word, at + 1);
      }
    }
    return false;
  }
}
