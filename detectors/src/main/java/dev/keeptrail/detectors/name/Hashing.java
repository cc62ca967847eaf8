package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.CaseFolding;

/**
 * 64-bit hashes of words and of features: multiply and fold, with constants of our choice. Part of
 * the model's format: to change them is to train anew.
 */
public final class Hashing {
  static final long START = 0x243F6A8885A308D3L;
  static final long LINE_BREAK = finish(append(START, '\n'));

  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long MIX = 0xD6E8FEB86659FD93L;

  private Hashing() {}

  static long append(long hash, char c) {
    return (hash ^ c) * STEP;
  }

  static long finish(long hash) {
    long h = (hash ^ (hash >>> 32)) * MIX;
    return h ^ (h >>> 29);
  }

  /** Of two hashes, in this order. */
  static long both(long first, long second) {
    return finish((first * STEP) ^ second);
  }

  /** Numbers are told apart by their length only. */
  static long number(int digits) {
    return finish(START + Math.min(digits, 12));
  }

  static long sign(char c) {
    return finish(append(START, c));
  }

  /** As tokens hash a word; words of a phrase are joined by a space. */
  public static long phrase(String words) {
    long phrase = 0;
    int start = 0;
    while (start < words.length()) {
      int space = words.indexOf(' ', start);
      int end = space < 0 ? words.length() : space;
      long word = word(words, start, end);
      phrase = start == 0 ? word : both(phrase, word);
      start = end + 1;
    }
    return phrase;
  }

  /** Of a word with the marks of its Latin letters taken off. */
  static long base(CharSequence text, int start, int end) {
    long hash = START;
    for (int i = start; i < end; i++) {
      char c = LatinBase.of(CaseFolding.fold(text.charAt(i)));
      hash = append(hash, c);
      // WHY: name lists write sharp s as two letters.
      hash = c == 's' && text.charAt(i) == LatinBase.SHARP_S ? append(hash, 's') : hash;
    }
    return finish(hash);
  }

  private static long word(String words, int start, int end) {
    long hash = START;
    for (int i = start; i < end; i++) {
      hash = append(hash, CaseFolding.fold(words.charAt(i)));
    }
    return finish(hash);
  }
}
