package dev.keeptrail.detectors.name;

import java.util.HashMap;
import java.util.Map;

/**
 * Bits for words, by the hashes of these: open addressing, behind a row of bits that turns nearly
 * all other words away with one look. Immutable.
 */
public final class WordBits {
  private static final int SLOTS_TO_A_WORD = 2;
  private static final int MARKS_TO_A_SLOT = 8;

  /**
   * Where in a hash a slot and a mark are taken from, so that the one says nothing of the other.
   */
  private static final int SLOT = 40;

  private static final int MARK = 20;

  private final long[] words;
  private final short[] bits;
  private final long[] marks;

  private WordBits(Map<Long, Integer> known) {
    int slots = Integer.highestOneBit(Math.max(8, known.size()) * SLOTS_TO_A_WORD) << 1;
    this.words = new long[slots];
    this.bits = new short[slots];
    this.marks = new long[slots * MARKS_TO_A_SLOT / Long.SIZE];
    known.forEach((hash, value) -> {
      int slot = slot(hash);
      words[slot] = hash;
      bits[slot] = value.shortValue();
      int mark = mark(hash);
      marks[mark >>> 6] |= 1L << mark;
    });
  }

  /** A table while it is filled. */
  public static final class Builder {
    private final Map<Long, Integer> known = new HashMap<>();

    /**
     * Adds words that are parted by spaces, or to those that were added before.
     *
     * @param bit one of the lowest sixteen
     */
    public Builder words(String list, int bit) {
      for (String word : list.split(" ", -1)) {
        phrase(word, bit);
      }
      return this;
    }

    /** Adds a word, or words that are one with the spaces between them. */
    Builder phrase(String phrase, int bit) {
      known.merge(Hashing.phrase(phrase), bit, (a, b) -> a | b);
      return this;
    }

    public WordBits build() {
      return new WordBits(known);
    }
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> SLOT) & (words.length - 1);
    while (words[slot] != 0 && words[slot] != hash) {
      slot = (slot + 1) & (words.length - 1);
    }
    return slot;
  }

  private int mark(long hash) {
    return (int) (hash >>> MARK) & (marks.length * Long.SIZE - 1);
  }

  /** The bits of the word with this hash; none for most words. */
  public int of(long hash) {
    int mark = mark(hash);
    return ((marks[mark >>> 6] >>> mark) & 1) == 0 ? 0 : bits[slot(hash)];
  }
}
