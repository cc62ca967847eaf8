package dev.keeptrail.detectors.text;

import java.util.Arrays;

/**
 * Words and phrases with a number each, found in a window of a text in time linear in the window. A
 * word matches whole, in any case; one that ends in {@code *} also starts longer words. A space or
 * hyphen stands for white space, hyphens and underscores, and for the change from small letters to
 * capitals, so that {@code phone number} is also in {@code phoneNumber}; that change and an
 * underscore are word borders, so that {@code userPhone} holds {@code phone}. Immutable once built.
 */
public final class WordTable {
  /** Numbers are below this, so that a set of them fits one {@code long}. */
  public static final int MAX_VALUES = 64;

  private static final byte WHOLE = 1;
  private static final byte PREFIX = 2;
  private static final int MAX_WORD = 48;
  private static final int THIRDS = 1 << 12;

  /** What joins words, in the lowest bit, small letters and capitals. */
  private static final byte[] ASCII = new byte[128];

  private static final int LOWER = 1;
  private static final int UPPER = 2;

  static {
    for (char c = 0; c < ASCII.length; c++) {
      int lower = Character.isLowerCase(c) ? 1 << LOWER : 0;
      int upper = Character.isUpperCase(c) ? 1 << UPPER : 0;
      ASCII[c] = (byte) ((joins(c) ? 1 : 0) | lower | upper);
    }
  }

  /** Where the parts of a cell begin. */
  private static final int NEXT = 2;

  private static final int NODE_BITS = 22;
  private static final int KEY = NEXT + NODE_BITS;
  private static final int KIND = (1 << NEXT) - 1;

  /** As if a cell led to the root. */
  private static final long ROOT = 1L << NEXT;

  /**
   * Open addressing: node and character, the next node, and whether a word ends there, in one
   * number. An empty cell is 0.
   */
  private long[] cells = new long[256];

  private int nodes = 1;
  private long[] values = new long[64];

  /** Which ASCII characters start a word: most places of a text are turned away by these bits. */
  private long firstLow;

  private long firstHigh;

  /** The same for characters beyond ASCII, by their last six bits. */
  private long firstOther;

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
      // WHY: texts have them for each other, and signs of a text are looked up as one.
      String parted = bare.charAt(0) + bare.substring(1).replace('-', ' ').replace('_', ' ');
      String folded = CaseFolding.fold(TextNormalizer.normalize(parted));
      table.noteFirst(folded.charAt(0));
      table.noteSecond(folded);
      table.noteThird(folded);
      int cell = 0;
      for (int i = 0; i < folded.length(); i++) {
        cell = table.child(i == 0 ? 1 : node(table.cells[cell]), folded.charAt(i));
      }
      table.cells[cell] |= prefix ? PREFIX : WHOLE;
      table.values[node(table.cells[cell])] |= 1L << value;
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
      if (mayStartAt(text, at)) {
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
      if (mayStartAt(text, at)) {
        found |= valuesAt(text, at, last);
      }
    }
    return found;
  }

  /** The numbers of the words that start here and end before the limit, as bits. */
  public long valuesAt(ScannedText text, int start, int limit) {
    int last = Math.min(text.length(), limit);
    return mayGoOn(text, start, last) ? valuesFrom(ROOT, text, start, last) : 0;
  }

  private long valuesFrom(long root, ScannedText text, int start, int last) {
    long found = 0;
    long cell = root;
    for (int at = start; at < last; at++) {
      long hump = hump(cell, text, at);
      if (hump != 0) {
        found |= isEnd(hump, text, at + 1) ? values[node(hump)] : 0;
        found |= valuesFrom(hump, text, at + 1, last);
      }
      cell = step(cell, text, at);
      if (cell == 0) {
        break;
      }
      if (isEnd(cell, text, at + 1)) {
        found |= values[node(cell)];
      }
    }
    return found;
  }

  /** End of the longest word that starts here and ends before the limit, or -1. */
  public int match(ScannedText text, int start, int limit) {
    int last = Math.min(text.length(), limit);
    return mayStart(text.at(start)) && mayGoOn(text, start, last)
        ? matchFrom(ROOT, text, start, last)
        : -1;
  }

  private int matchFrom(long root, ScannedText text, int start, int last) {
    int end = -1;
    long cell = root;
    for (int at = start; at < last; at++) {
      long hump = hump(cell, text, at);
      if (hump != 0) {
        end = isEnd(hump, text, at + 1) ? Math.max(end, at + 1) : end;
        end = Math.max(end, matchFrom(hump, text, at + 1, last));
      }
      cell = step(cell, text, at);
      if (cell == 0) {
        break;
      }
      if (isEnd(cell, text, at + 1)) {
        end = Math.max(end, at + 1);
      }
    }
    return end;
  }

  private void noteFirst(char folded) {
    if (folded < 64) {
      firstLow |= 1L << folded;
    } else if (folded < 128) {
      firstHigh |= 1L << folded;
      firstHigh |= folded >= 'a' && folded <= 'z' ? 1L << (folded - 32) : 0;
    } else {
      firstOther |= 1L << folded;
    }
  }

  private void noteSecond(String folded) {
    char first = folded.charAt(0);
    if (first < 128) {
      seconds[first] |= folded.length() == 1 ? -1L : 1L << folded.charAt(1);
      boolean parted = folded.length() > 2 && folded.charAt(1) == ' ';
      seconds[first] |= parted ? 1L << folded.charAt(2) : 0;
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
    int gap = folded.indexOf(' ');
    if (gap == 1 || gap == 2) {
      noteThird(folded.substring(0, gap) + folded.substring(gap + 1));
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
    // WHY: some characters beyond ASCII fold to ASCII ones.
    char folded = c < 128 ? c : CaseFolding.fold(c);
    return folded < 128 ? startBit(folded) != 0 : (firstOther >>> folded & 1) != 0;
  }

  /** 1 if a character of ASCII starts a word, else 0. */
  private long startBit(char c) {
    return (c < 64 ? firstLow : firstHigh) >>> c & 1;
  }

  /** Whether a word may start here: at a border, with its first character. */
  private boolean mayStartAt(ScannedText text, int at) {
    char c = text.charAt(at);
    char before = text.at(at - 1);
    if (c >= 128 || before >= 128) {
      return mayStart(c) && isBorder(text, at);
    }
    // WHY: in one condition, for none of its parts can be predicted and most places fail one.
    int kinds = ASCII[before];
    int border = ~(kinds & ASCII[c]) | (kinds >>> LOWER & ASCII[c] >>> UPPER);
    return (startBit(c) & border) != 0;
  }

  private long step(long cell, ScannedText text, int at) {
    char c = text.charAt(at);
    if (!isGap(c)) {
      return find(node(cell), CaseFolding.fold(c));
    }
    return isGap(text.at(at - 1)) ? cell : find(node(cell), ' ');
  }

  /** The cell of a capital behind a small letter, where the next word of a phrase begins; or 0. */
  private long hump(long cell, ScannedText text, int at) {
    char c = text.charAt(at);
    if (c < 'A' || c > 'Z' || !Character.isLowerCase(text.at(at - 1))) {
      return 0;
    }
    long gap = find(node(cell), ' ');
    return gap == 0 ? 0 : find(node(gap), CaseFolding.fold(c));
  }

  private static boolean isGap(char c) {
    return c == '-' || c == '_' || Character.isWhitespace(c);
  }

  private boolean isEnd(long cell, ScannedText text, int end) {
    long kind = cell & KIND;
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

  /** The cell of a step, or 0. */
  private long find(int node, char c) {
    return cells[place(cells, key(node, c))];
  }

  /** The place of the cell that leads to a child, which is made if there is none. */
  private int child(int node, char c) {
    int place = place(cells, key(node, c));
    if (cells[place] != 0) {
      return place;
    }
    if (nodes * 2 >= cells.length) {
      grow();
    }
    nodes++;
    if (nodes >= 1 << NODE_BITS) {
      throw new IllegalStateException("more words than a table can hold");
    }
    if (nodes >= values.length) {
      values = Arrays.copyOf(values, nodes * 2);
    }
    int made = place(cells, key(node, c));
    cells[made] = key(node, c) << KEY | (long) nodes << NEXT;
    return made;
  }

  private void grow() {
    long[] grown = new long[cells.length * 2];
    for (long cell : cells) {
      if (cell != 0) {
        grown[place(grown, cell >>> KEY)] = cell;
      }
    }
    cells = grown;
  }

  private static long key(int node, char c) {
    return ((long) node << 16) | c;
  }

  /** The node that a cell leads to. */
  private static int node(long cell) {
    return (int) (cell >>> NEXT) & ((1 << NODE_BITS) - 1);
  }

  private static int place(long[] cells, long key) {
    int mask = cells.length - 1;
    int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (cells[place] != 0 && cells[place] >>> KEY != key) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
