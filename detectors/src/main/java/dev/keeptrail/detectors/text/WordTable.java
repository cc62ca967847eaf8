package dev.keeptrail.detectors.text;

import java.util.Arrays;

/**
 * Words and phrases with a number each, found in a window of a text in time linear in the window. A
 * word matches whole, in any case; one that ends in {@code *} also starts longer words. A space
 * stands for white space, hyphens and underscores; an underscore or a change from small letters to
 * capitals is a word border too, so that {@code user_phone} and {@code userPhone} hold {@code
 * phone}. Immutable once built.
 */
public final class WordTable {
  /** Numbers are below this, so that a set of them fits one {@code long}. */
  public static final int MAX_VALUES = 64;

  private static final byte WHOLE = 1;
  private static final byte PREFIX = 2;
  private static final int MAX_WORD = 48;
  private static final int THIRDS = 1 << 12;

  /** Open addressing: (node, character) to the next node; a key of 0 is an empty cell. */
  private long[] keys = new long[256];

  private int[] nextNodes = new int[256];
  private int nodes = 1;
  private byte[] ends = new byte[64];
  private long[] values = new long[64];

  /** Which ASCII characters start a word: most places of a text are turned away by these bits. */
  private long firstLow;

  private long firstHigh;
  private boolean firstOther;

  /**
   * For each first character of ASCII the second ones by their last six bits: all where any may.
   */
  private final long[] seconds = new long[128];

  /** Which three characters may begin a word, hashed: most that pass the bits above end here. */
  private final long[] thirds = new long[THIRDS / Long.SIZE];

  private WordTable() {}

  /** The words of one idea, all under the number 0. */
  public static WordTable of(Iterable<String> words) {
    var builder = new Builder();
    words.forEach(word -> builder.add(word, 0));
    return builder.build();
  }

  /** Collects words. Not for use by several threads. */
  public static final class Builder {
    private final WordTable table = new WordTable();

    public Builder add(String word, int value) {
      if (word.isBlank() || word.length() > MAX_WORD || value < 0 || value >= MAX_VALUES) {
        throw new IllegalArgumentException("not a word or not a number for one: " + word);
      }
      boolean prefix = word.endsWith("*");
      String bare = prefix ? word.substring(0, word.length() - 1) : word;
      String folded = CaseFolding.fold(TextNormalizer.normalize(bare));
      table.noteFirst(folded.charAt(0));
      table.noteSecond(folded);
      table.noteThird(folded);
      int node = 1;
      for (int i = 0; i < folded.length(); i++) {
        node = table.child(node, folded.charAt(i));
      }
      table.ends[node] |= prefix ? PREFIX : WHOLE;
      table.values[node] |= 1L << value;
      return this;
    }

    public WordTable build() {
      return table;
    }
  }

  /** Whether a word of the table starts in the range. */
  public boolean anyIn(ScannedText text, int from, int to) {
    return lastEnd(text, from, to) >= 0;
  }

  /** Whether one starts in the characters before the position. */
  public boolean before(ScannedText text, int position, int reach) {
    return anyIn(text, position - reach, position);
  }

  /** Whether one starts in the characters from the position on. */
  public boolean after(ScannedText text, int position, int reach) {
    return anyIn(text, position, position + reach);
  }

  /** Where the last word that lies in the range ends, or -1. */
  public int lastEnd(ScannedText text, int from, int to) {
    int first = Math.max(0, from);
    int last = Math.min(text.length(), to);
    for (int at = last - 1; at >= first; at--) {
      if (mayStart(text.charAt(at)) && isBorder(text, at)) {
        int end = match(text, at, last);
        if (end > 0) {
          return end;
        }
      }
    }
    return -1;
  }

  /** The numbers of all words that lie in the range, as bits. */
  public long valuesIn(ScannedText text, int from, int to) {
    int last = Math.min(text.length(), to);
    long found = 0;
    for (int at = Math.max(0, from); at < last; at++) {
      if (mayStart(text.charAt(at)) && isBorder(text, at)) {
        found |= valuesAt(text, at, last);
      }
    }
    return found;
  }

  /** The numbers of the words that start here and end before the limit, as bits. */
  public long valuesAt(ScannedText text, int start, int limit) {
    int last = Math.min(text.length(), limit);
    long found = 0;
    if (!mayGoOn(text, start, last)) {
      return found;
    }
    int node = 1;
    for (int at = start; at < last; at++) {
      node = step(node, text, at);
      if (node == 0) {
        break;
      }
      if (isEnd(node, text, at + 1)) {
        found |= values[node];
      }
    }
    return found;
  }

  /** End of the longest word that starts here and ends before the limit, or -1. */
  public int match(ScannedText text, int start, int limit) {
    int last = Math.min(text.length(), limit);
    int end = -1;
    if (!mayStart(text.at(start)) || !mayGoOn(text, start, last)) {
      return end;
    }
    int node = 1;
    for (int at = start; at < last; at++) {
      node = step(node, text, at);
      if (node == 0) {
        break;
      }
      if (isEnd(node, text, at + 1)) {
        end = at + 1;
      }
    }
    return end;
  }

  private void noteFirst(char folded) {
    if (folded < 64) {
      firstLow |= 1L << folded;
    } else if (folded < 128) {
      firstHigh |= 1L << folded;
    } else {
      firstOther = true;
    }
  }

  private void noteSecond(String folded) {
    char first = folded.charAt(0);
    if (first < 128) {
      seconds[first] |= folded.length() == 1 ? -1L : 1L << folded.charAt(1);
    }
  }

  /** Short words allow anything behind them. */
  private void noteThird(String folded) {
    int known = Math.min(folded.length(), 3);
    for (char second = 0; second < 128 && known == 1; second++) {
      setThirds(folded.charAt(0), second);
    }
    if (known == 2) {
      setThirds(folded.charAt(0), folded.charAt(1));
    } else if (known == 3) {
      setThird(folded.charAt(0), folded.charAt(1), folded.charAt(2));
    }
  }

  private void setThirds(char first, char second) {
    for (char third = 0; third < 128; third++) {
      setThird(first, second, third);
    }
  }

  private void setThird(char first, char second, char third) {
    int bit = third(first, second, third);
    thirds[bit >> 6] |= 1L << bit;
  }

  /** The case of letters makes no difference. */
  private static int third(char first, char second, char third) {
    int packed = (first & 31) << 10 | (second & 31) << 5 | (third & 31);
    return (packed * 0x9E3779B1) >>> 20;
  }

  /** Whether a word may go on so after its first character; only true is uncertain. */
  private boolean mayGoOn(ScannedText text, int start, int limit) {
    char first = text.at(start);
    if (first >= 128 || start + 1 >= limit) {
      return true;
    }
    char second = text.charAt(start + 1);
    if (!CharacterKinds.isAsciiAlphanumeric(second)) {
      return true;
    }
    if ((seconds[CaseFolding.fold(first)] >>> CaseFolding.fold(second) & 1) == 0) {
      return false;
    }
    if (start + 2 >= limit || !text.holds(start + 2)) {
      return true;
    }
    char third = text.charAt(start + 2);
    int bit = third(first, second, third);
    return !CharacterKinds.isAsciiAlphanumeric(third) || (thirds[bit >> 6] >>> bit & 1) != 0;
  }

  private boolean mayStart(char c) {
    if (c >= 128) {
      // WHY: some characters beyond ASCII fold to ASCII ones; the table itself decides.
      return firstOther || Character.isLetter(c);
    }
    return c < 64
        ? (firstLow >>> c & 1) != 0
        : (firstHigh >>> (c >= 'A' && c <= 'Z' ? c + 32 : c) & 1) != 0;
  }

  private int step(int node, ScannedText text, int at) {
    char c = text.charAt(at);
    boolean gap = c == '-' || c == '_' || Character.isWhitespace(c);
    if (!gap) {
      return find(node, CaseFolding.fold(c));
    }
    char before = text.at(at - 1);
    boolean further = before == '-' || before == '_' || Character.isWhitespace(before);
    return further ? node : find(node, ' ');
  }

  private boolean isEnd(int node, ScannedText text, int end) {
    byte kind = ends[node];
    return kind != 0 && ((kind & PREFIX) != 0 || isBorder(text, end));
  }

  private static boolean isBorder(ScannedText text, int position) {
    char before = text.at(position - 1);
    char after = text.at(position);
    if (!joins(before) || !joins(after)) {
      return true;
    }
    return Character.isLowerCase(before) && Character.isUpperCase(after);
  }

  private static boolean joins(char c) {
    return c != '_' && CharacterKinds.isPartOfWord(c);
  }

  private int find(int node, char c) {
    long key = ((long) node << 16) | c;
    int cell = cell(keys, key);
    return keys[cell] == key ? nextNodes[cell] : 0;
  }

  private int child(int node, char c) {
    int found = find(node, c);
    if (found != 0) {
      return found;
    }
    if (nodes * 2 >= keys.length) {
      grow();
    }
    nodes++;
    if (nodes >= ends.length) {
      ends = Arrays.copyOf(ends, nodes * 2);
      values = Arrays.copyOf(values, nodes * 2);
    }
    long key = ((long) node << 16) | c;
    int cell = cell(keys, key);
    keys[cell] = key;
    nextNodes[cell] = nodes;
    return nodes;
  }

  private void grow() {
    long[] grown = new long[keys.length * 2];
    int[] grownNodes = new int[grown.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int cell = cell(grown, keys[i]);
        grown[cell] = keys[i];
        grownNodes[cell] = nextNodes[i];
      }
    }
    keys = grown;
    nextNodes = grownNodes;
  }

  private static int cell(long[] keys, long key) {
    int mask = keys.length - 1;
    int cell = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (keys[cell] != 0 && keys[cell] != key) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }
}
