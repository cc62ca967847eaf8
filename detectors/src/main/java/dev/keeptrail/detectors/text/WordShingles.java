package dev.keeptrail.detectors.text;

import java.util.Arrays;
import java.util.List;

/**
 * The sequences of a fixed number of words that texts hold, as hashes, so that a second text can be
 * asked which of its words stand there in the same order. Case and everything between words are
 * ignored; a character of a script without spaces is a word. Memory: 8 bytes a word. Immutable.
 */
public final class WordShingles {
  /** Odd, with bits all over: 2^64 divided by the golden ratio. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final int size;
  private final long[] sorted;

  private WordShingles(int size, long[] sorted) {
    this.size = size;
    this.sorted = sorted;
  }

  /** The words of a text, by position. Immutable once it is handed out. */
  public static final class Words {
    private long[] hashes = new long[16];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    private Words() {}

    public int count() {
      return count;
    }

    public int start(int word) {
      return starts[word];
    }

    public int end(int word) {
      return ends[word];
    }

    private void add(long hash, int start, int end) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      hashes[count] = hash;
      starts[count] = start;
      ends[count++] = end;
    }
  }

  /** The sequences of that many words in any of the texts. */
  public static WordShingles of(List<ScannedText> texts, int size) {
    long[] all = new long[16];
    int count = 0;
    for (ScannedText text : texts) {
      Words words = words(text, 0, text.length());
      for (int at = 0; at + size <= words.count(); at++) {
        if (count == all.length) {
          all = Arrays.copyOf(all, count * 2);
        }
        all[count++] = hash(words, at, size);
      }
    }
    long[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return new WordShingles(size, sorted);
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  /** Whether the words from this one on, as many as a sequence has, stand in the texts. */
  public boolean holds(Words words, int at) {
    return at + size <= words.count() && Arrays.binarySearch(sorted, hash(words, at, size)) >= 0;
  }

  public static Words words(CharSequence text, int from, int to) {
    var words = new Words();
    int at = from;
    while (at < to) {
      int start = at;
      at = wordEnd(text, at, to);
      if (at == start) {
        at++;
      } else {
        words.add(hash(text, start, at), start, at);
      }
    }
    return words;
  }

  private static int wordEnd(CharSequence text, int start, int to) {
    char first = text.charAt(start);
    if (!CharacterKinds.isPartOfWord(first)) {
      return Character.isLetterOrDigit(first) ? start + 1 : start;
    }
    int at = start + 1;
    while (at < to && CharacterKinds.isPartOfWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static long hash(CharSequence text, int start, int end) {
    long hash = 1125899906842597L;
    for (int at = start; at < end; at++) {
      hash = 31 * hash + Character.toLowerCase(text.charAt(at));
    }
    return hash * MIX;
  }

  private static long hash(Words words, int at, int size) {
    long hash = size;
    for (int i = at; i < at + size; i++) {
      hash = (Long.rotateLeft(hash, 23) ^ words.hashes[i]) * MIX;
    }
    return hash;
  }
}
