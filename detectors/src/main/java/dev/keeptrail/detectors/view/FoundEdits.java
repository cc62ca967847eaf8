package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.IntList;

/**
 * Places of a text that one kind of reading replaces, in order: each with the code point that
 * stands there instead, or -1 for none. Confined to one stream.
 */
public final class FoundEdits {
  static final int STRIDE = 3;

  private final IntList list = new IntList();
  private int lastEnd;

  /** Takes a place, unless it lies in one that was taken in an earlier search. */
  void add(int start, int end, int codePoint) {
    if (start < lastEnd) {
      return;
    }
    list.add(start);
    list.add(end);
    list.add(codePoint);
  }

  /** Forgets the places, but not where the last one ends. */
  void clear() {
    lastEnd = count() == 0 ? lastEnd : end(count() - 1);
    list.clear();
  }

  /** Forgets what a search took that did not come to its end. */
  void drop() {
    list.clear();
  }

  public int count() {
    return list.size() / STRIDE;
  }

  public int start(int edit) {
    return list.get(edit * STRIDE);
  }

  public int end(int edit) {
    return list.get(edit * STRIDE + 1);
  }

  public int codePoint(int edit) {
    return list.get(edit * STRIDE + 2);
  }
}
