package dev.keeptrail.engine.measure;

import java.util.Arrays;

/** Durations in nanoseconds as they come. For one thread. */
final class Durations {
  private static final int FIRST = 1_024;

  private long[] nanos = new long[FIRST];
  private int size;

  void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = duration;
  }

  Quantiles quantiles() {
    if (size == 0) {
      return new Quantiles(0, 0, 0, 0, 0);
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return new Quantiles(
        size, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  /** The smallest value that so large a part of all does not exceed. */
  private static long at(long[] sorted, double part) {
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
