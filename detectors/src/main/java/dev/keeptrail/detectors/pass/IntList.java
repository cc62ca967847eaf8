package dev.keeptrail.detectors.pass;

import java.util.Arrays;

/** A growing list of ints without boxing. Confined to one scan; not safe between threads. */
public final class IntList {
  private static final int[] NONE = {};

  private int[] values = NONE;
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(16, size * 2));
    }
    values[size++] = value;
  }

  public int get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return values[index];
  }

  /** A copy of the values. */
  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  public int size() {
    return size;
  }

  /** Forgets the values and keeps the room for others. */
  public void clear() {
    size = 0;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
