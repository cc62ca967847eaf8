package dev.keeptrail.detectors.injection;

/**
 * Turns the characters of {@link Blocks} into feature numbers: sequences of three to five
 * characters (two to four in scripts with many signs), single words, pairs, pairs with one word
 * between, and triples, each hashed to {@value #BITS} bits. A feature belongs to the block its last
 * character is in. Confined to one text; blocks are read in order, and all of them in one way.
 */
final class Grams {
  static final int BITS = 18;

  /** More features than one block can have. */
  static final int MOST = Blocks.SIZE * 7 + 16;

  private static final int SHIFT = 32 - BITS;
  private static final int LONGEST_WORD = 24;

  /** What each hash is multiplied with first. */
  private static final int FIRST = 0x9E3779B1;

  // Multiplied beforehand: it makes no difference when.
  private static final int BEFORE = first(0x2C1B3C6D);
  private static final int HERE = first(0x297A2D39);
  private static final int TWO_BEFORE = first(0x7FEB352D);
  private static final int THREE_BEFORE = first(0x68E31DA5);
  private static final int FOUR_BEFORE = first(0x5851F42D);
  private static final int OF_PAIR = first(0x3C6EF372);
  private static final int OF_FIVE = first(0x1B873593);
  private static final int OF_FOUR = first(0x27D4EB2F);

  private static final char MANY_SIGNS = 0x2E80;

  /** Which characters of ASCII make words, after they are folded. */
  private static final boolean[] IN_WORDS = new boolean[128];

  static {
    for (char c = 0; c < IN_WORDS.length; c++) {
      IN_WORDS[c] = Blocks.isLetter(c) || c == '0' || c == '\'';
    }
  }

  private final char[] chars;
  private final int length;
  private int at;
  private int c1 = ' ';
  private int c2 = ' ';
  private int c3 = ' ';
  private int c4 = ' ';
  private int word;
  private int wordLength;
  private int size;
  private final int[] ofWord = new int[4];
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
    // WHY: in locals, for the loop runs once for each character of every text.
    int one = c1;
    int two = c2;
    int three = c3;
    int four = c4;
    int hash = word;
    int size = wordLength;
    for (int i = at; i < end; i++) {
      char c = chars[i];
      int pair = one * BEFORE + c * HERE;
      int triple = pair + two * TWO_BEFORE;
      int quad = triple + three * THREE_BEFORE;
      int most = c >= MANY_SIGNS ? pair + OF_PAIR : quad + four * FOUR_BEFORE + OF_FIVE;
      out[n] = mixed(most);
      out[n + 1] = mixed(triple);
      out[n + 2] = mixed(quad + OF_FOUR);
      n += 3;
      four = three;
      three = two;
      two = one;
      one = c;
      boolean joins = c < 128 ? IN_WORDS[c] : Blocks.isLetter(c);
      if (joins) {
        hash = (hash + c) * 0x01000193;
        hash ^= hash >>> 15;
        size++;
      }
      if (joins ? size == LONGEST_WORD : size > 0) {
        n = endWord(hash, out, n);
        hash = 0;
        size = 0;
      }
    }
    at = end;
    c1 = one;
    c2 = two;
    c3 = three;
    c4 = four;
    if (end == length && size > 0) {
      n = endWord(hash, out, n);
      hash = 0;
      size = 0;
    }
    word = hash;
    wordLength = size;
    return n;
  }

  /**
   * What {@link #next} writes, not written but looked up and added: that is what every text is read
   * for. {@link #size()} then says how many features they were.
   *
   * @param weights one for each feature number
   */
  int sum(byte[] weights) {
    int from = at;
    int end = Math.min(length, from + Blocks.SIZE);
    int words = 0;
    int sum = 0;
    int one = c1;
    int two = c2;
    int three = c3;
    int four = c4;
    int hash = word;
    int letters = wordLength;
    for (int i = from; i < end; i++) {
      char c = chars[i];
      int pair = one * BEFORE + c * HERE;
      int triple = pair + two * TWO_BEFORE;
      int quad = triple + three * THREE_BEFORE;
      int most = c >= MANY_SIGNS ? pair + OF_PAIR : quad + four * FOUR_BEFORE + OF_FIVE;
      sum += weights[mixed(most)];
      sum += weights[mixed(triple)];
      sum += weights[mixed(quad + OF_FOUR)];
      four = three;
      three = two;
      two = one;
      one = c;
      boolean joins = c < 128 ? IN_WORDS[c] : Blocks.isLetter(c);
      if (joins) {
        hash = (hash + c) * 0x01000193;
        hash ^= hash >>> 15;
        letters++;
      }
      if (joins ? letters == LONGEST_WORD : letters > 0) {
        sum += word(hash, weights);
        words++;
        hash = 0;
        letters = 0;
      }
    }
    at = end;
    c1 = one;
    c2 = two;
    c3 = three;
    c4 = four;
    if (end == length && letters > 0) {
      sum += word(hash, weights);
      words++;
      hash = 0;
      letters = 0;
    }
    word = hash;
    wordLength = letters;
    size = 3 * (end - from) + 4 * words;
    return sum;
  }

  /** How many features the last block had whose weights were added. */
  int size() {
    return size;
  }

  private int word(int hash, byte[] weights) {
    int features = endWord(hash, ofWord, 0);
    int sum = 0;
    for (int i = 0; i < features; i++) {
      sum += weights[ofWord[i]];
    }
    return sum;
  }

  private int endWord(int hash, int[] out, int from) {
    int n = from;
    int pair = word1 * 0x5BD1E995 + hash;
    out[n++] = slot(hash ^ 0x6A09E667);
    out[n++] = slot(pair ^ 0x3243F6A8);
    out[n++] = slot((word2 * 0x5BD1E995 + hash) ^ 0x1F83D9AB);
    out[n++] = slot((word2 * 0x2545F491 + pair) ^ 0x510E527F);
    word2 = word1;
    word1 = hash;
    return n;
  }

  private static int slot(int hash) {
    return mixed(hash * FIRST);
  }

  private static int first(int number) {
    return number * FIRST;
  }

  private static int mixed(int hash) {
    return ((hash ^ (hash >>> 15)) * 0x85EBCA77) >>> SHIFT;
  }
}
