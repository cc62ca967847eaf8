package dev.keeptrail.gateway.repetition;

import java.util.Arrays;
import java.util.List;

/**
 * The pairs of neighbouring words in texts, as the least of their hashes: exact for up to {@value
 * #MOST} pairs, an estimate beyond. Case and signs do not count. At most a kilobyte. Immutable.
 */
final class TextSketch {
  private static final int MOST = 128;

  /** What is read of a request: enough to tell texts apart, and a bound on the time. */
  private static final int MAX_CHARACTERS = 64 * 1024;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] least;

  private TextSketch(long[] least) {
    this.least = least;
  }

  static TextSketch of(List<String> texts) {
    var pairs = new Pairs();
    int left = MAX_CHARACTERS;
    for (String text : texts) {
      pairs.read(text, Math.min(left, text.length()));
      left -= Math.min(left, text.length());
    }
    return new TextSketch(pairs.least());
  }

  /** Which part of all pairs both hold, 0 to 1; two texts without words are the same. */
  double likeness(TextSketch other) {
    int mine = 0;
    int others = 0;
    int all = 0;
    int shared = 0;
    while (all < MOST && (mine < least.length || others < other.least.length)) {
      all++;
      if (others == other.least.length) {
        mine++;
      } else if (mine == least.length || other.least[others] < least[mine]) {
        others++;
      } else if (least[mine] < other.least[others]) {
        mine++;
      } else {
        shared++;
        mine++;
        others++;
      }
    }
    return all == 0 ? 1 : (double) shared / all;
  }

  /** Reads words. One use. */
  private static final class Pairs {
    private long[] hashes = new long[64];
    private int count;
    private long before;

    void read(String text, int length) {
      long word = 0;
      for (int at = 0; at < length; at++) {
        char c = text.charAt(at);
        if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
          word = (word + Character.toLowerCase(c) + 1) * MIX;
          word ^= word >>> 29;
        } else if (word != 0) {
          add(word);
          word = 0;
        }
      }
      if (word != 0) {
        add(word);
      }
    }

    private void add(long word) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
      }
      long pair = (Long.rotateLeft(before, 23) ^ word) * MIX;
      hashes[count++] = pair ^ (pair >>> 31);
      before = word;
    }

    long[] least() {
      return Arrays.stream(hashes, 0, count).sorted().distinct().limit(MOST).toArray();
    }
  }
}
