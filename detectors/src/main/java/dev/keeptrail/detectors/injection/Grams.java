package dev.keeptrail.detectors.injection;

/**
 * Turns the characters of {@link Blocks} into feature numbers: sequences of three to five
 * characters (two to four in scripts with many signs), single words, pairs, pairs with one word
 * between, and triples, each hashed to {@value #BITS} bits. A feature belongs to the block its last
 * character is in. Confined to one text; blocks are read in order.
 */
final class Grams {
  static final int BITS = 18;

  /** More features than one block can have. */
  static final int MOST = Blocks.SIZE * 7 + 16;

  private static final int SHIFT = 32 - BITS;
  private static final int LONGEST_WORD = 24;
  private static final char MANY_SIGNS = 0x2E80;

  private final char[] chars;
  private final int length;
  private int at;
  private int c1 = ' ';
  private int c2 = ' ';
  private int c3 = ' ';
  private int c4 = ' ';
  private int word;
  private int wordLength;
  private int word1 = 1;
  private int word2 = 2;

  Grams(Blocks blocks) {
    this.chars = blocks.chars();
    this.length = blocks.length();
  }

  /** Writes the features of the next block and returns how many they are. */
  int next(int[] out) {
    int end = Math.min(length, at + Blocks.SIZE);
    int n = 0;
    for (; at < end; at++) {
      char c = chars[at];
      n = characters(c, out, n);
      if (Blocks.isLetter(c) || c == '0' || c == '\'') {
        word = (word + c) * 0x01000193;
        word ^= word >>> 15;
        wordLength++;
        if (wordLength == LONGEST_WORD) {
          n = endWord(out, n);
        }
      } else if (wordLength > 0) {
        n = endWord(out, n);
      }
    }
    if (at == length && wordLength > 0) {
      n = endWord(out, n);
    }
    return n;
  }

  private int characters(char c, int[] out, int from) {
    int n = from;
    int two = c1 * 0x2C1B3C6D + c * 0x297A2D39;
    int three = two + c2 * 0x7FEB352D;
    int four = three + c3 * 0x68E31DA5;
    if (c >= MANY_SIGNS) {
      out[n++] = slot(two + 0x3C6EF372);
    } else {
      out[n++] = slot(four + c4 * 0x5851F42D + 0x1B873593);
    }
    out[n++] = slot(three);
    out[n++] = slot(four + 0x27D4EB2F);
    c4 = c3;
    c3 = c2;
    c2 = c1;
    c1 = c;
    return n;
  }

  private int endWord(int[] out, int from) {
    int n = from;
    int pair = word1 * 0x5BD1E995 + word;
    out[n++] = slot(word ^ 0x6A09E667);
    out[n++] = slot(pair ^ 0x3243F6A8);
    out[n++] = slot((word2 * 0x5BD1E995 + word) ^ 0x1F83D9AB);
    out[n++] = slot((word2 * 0x2545F491 + pair) ^ 0x510E527F);
    word2 = word1;
    word1 = word;
    word = 0;
    wordLength = 0;
    return n;
  }

  private static int slot(int hash) {
    int mixed = hash * 0x9E3779B1;
    mixed ^= mixed >>> 15;
    return (mixed * 0x85EBCA77) >>> SHIFT;
  }
}
