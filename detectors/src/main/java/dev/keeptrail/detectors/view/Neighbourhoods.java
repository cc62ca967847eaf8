package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a text is read in one way: all of a short text as soon as something hints at it, and of a
 * long one what lies around hints that stand close together. A stretch of a long text is read if it
 * would be read as a text of its own, so that nothing is hidden by what is written around it, and
 * what a few words hint at by chance costs no more than in a short text. Confined to one scan.
 */
final class Neighbourhoods {
  /**
   * Texts up to this long are short. In long ones hints are looked for that far from each other.
   */
  static final int REACH = 16_384;

  /** What is noted at once, so that hints may be as many as they like. */
  private static final int BLOCK = 1_024;

  /** How far from a border the white space is looked for that cuts no word. */
  private static final int TOKEN = 64;

  private final ScannedText text;
  private final boolean isShort;
  private boolean whole;
  private @Nullable BitSet blocks;

  Neighbourhoods(ScannedText text) {
    this.text = text;
    this.isShort = text.length() <= REACH;
  }

  /** Takes a range of the text. */
  @FunctionalInterface
  interface Reader {
    void read(int from, int to);
  }

  /** Whether nothing hints at the reading. */
  boolean isEmpty() {
    return !whole && blocks == null;
  }

  /**
   * Takes hints that together are enough, if they stand close; given are the first and the last.
   */
  void hint(int first, int last) {
    whole |= isShort;
    if (whole || last - first > REACH) {
      return;
    }
    BitSet marked = blocks == null ? new BitSet(text.length() / BLOCK + 1) : blocks;
    // WHY: that much is what any stretch as long as a short text, with the hints in it, is part of.
    int from = Math.max(0, last - REACH);
    int to = Math.min(text.length(), first + REACH);
    marked.set(from / BLOCK, to / BLOCK + 1);
    blocks = marked;
  }

  /**
   * Takes words, so many of which are enough.
   *
   * @param words the start and the end of each, in turn
   */
  void hints(IntList words, int enough) {
    int before = 2 * (enough - 1);
    for (int word = before; word < words.size(); word += 2) {
      hint(words.get(word - before), words.get(word + 1));
    }
  }

  /** Takes all of the text. */
  void all() {
    whole = true;
    blocks = null;
  }

  /** Start of the neighbourhood that holds a place, or the place itself. */
  int start(int at) {
    if (whole) {
      return 0;
    }
    BitSet marked = blocks;
    return marked != null && marked.get(at / BLOCK)
        ? from(marked.previousClearBit(at / BLOCK) + 1)
        : at;
  }

  /** End of the neighbourhood that holds a place, or the place itself. */
  int end(int at) {
    if (whole) {
      return text.length();
    }
    BitSet marked = blocks;
    return marked != null && marked.get(at / BLOCK) ? to(marked.nextClearBit(at / BLOCK)) : at;
  }

  /** Hands over each neighbourhood, in order. */
  void forEach(Reader reader) {
    if (whole) {
      reader.read(0, text.length());
    }
    BitSet marked = blocks;
    if (marked == null) {
      return;
    }
    int block = marked.nextSetBit(0);
    while (block >= 0) {
      int end = marked.nextClearBit(block);
      reader.read(from(block), to(end));
      block = marked.nextSetBit(end);
    }
  }

  private int from(int block) {
    return border(block * BLOCK, -1);
  }

  private int to(int block) {
    return border(Math.min(text.length(), block * BLOCK), 1);
  }

  /** The next place between words in a direction, or one between characters. */
  private int border(int at, int step) {
    int border = at;
    int limit = at + step * TOKEN;
    while (border != limit && isInside(border) && !Character.isWhitespace(text.at(border - 1))) {
      border += step;
    }
    return isInside(border) && Character.isLowSurrogate(text.at(border)) ? border + step : border;
  }

  private boolean isInside(int at) {
    return at > 0 && at < text.length();
  }
}
