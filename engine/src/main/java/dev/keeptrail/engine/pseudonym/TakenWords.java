package dev.keeptrail.engine.pseudonym;

import java.util.BitSet;

/**
 * Which words occur in the texts of an exchange, in any case. May take a word for taken that is
 * not, never the other way round; bounded memory whatever the texts.
 */
final class TakenWords {
  private static final int MIN_BITS = 1 << 12;
  private static final int MAX_BITS = 1 << 24;

  private final BitSet words;
  private final int mask;

  private TakenWords(int bits) {
    this.words = new BitSet(bits);
    this.mask = bits - 1;
  }

  static TakenWords in(Iterable<String> texts) {
    long characters = 0;
    for (String text : texts) {
      characters += text.length();
    }
    // A word has some four characters; sixteen bits for each leave few false alarms.
    long wanted = Math.clamp(characters * 4, MIN_BITS, MAX_BITS);
    var taken = new TakenWords(Integer.highestOneBit((int) wanted));
    texts.forEach(taken::add);
    return taken;
  }

  /** Whether all words of a text are taken: only then can the text occur. */
  boolean hasAll(String text) {
    int start = WordText.start(text, 0);
    while (start < text.length()) {
      int end = WordText.end(text, start);
      if (!words.get(hash(text, start, end))) {
        return false;
      }
      start = WordText.start(text, end);
    }
    return true;
  }

  /** Whether any word of a text is taken. */
  boolean hasAny(String text) {
    int start = WordText.start(text, 0);
    while (start < text.length()) {
      int end = WordText.end(text, start);
      if (words.get(hash(text, start, end))) {
        return true;
      }
      start = WordText.start(text, end);
    }
    return false;
  }

  private void add(String text) {
    int start = WordText.start(text, 0);
    while (start < text.length()) {
      int end = WordText.end(text, start);
      words.set(hash(text, start, end));
      if (WordText.mayBeEscape(text, start)) {
        words.set(hash(text, start + 1, end));
      }
      start = WordText.start(text, end);
    }
  }

  private int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + Character.toLowerCase(text.charAt(i));
    }
    return (((hash ^ (hash >>> 16)) * 0x9E37_79B1) >>> 8) & mask;
  }
}
