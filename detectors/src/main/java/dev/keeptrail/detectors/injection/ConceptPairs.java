package dev.keeptrail.detectors.injection;

import java.util.function.IntConsumer;

/**
 * Numbers for two concepts that stand in one window, and for one that stands there at all. A rule
 * says in which order and how close; a pair only that both are there, so that it is the same in
 * every language and in every turn of phrase whose words are known.
 */
final class ConceptPairs {
  /** Concepts of a window are the bits of a {@code long}. */
  static final int MOST_CONCEPTS = Long.SIZE;

  private ConceptPairs() {}

  /** How many numbers so many concepts need. */
  static int count(int concepts) {
    return concepts * (concepts + 1) / 2;
  }

  /** The number of two concepts, the lower one first; twice the same for one alone. */
  static int number(int low, int high) {
    return high * (high + 1) / 2 + low;
  }

  /** Those of some concepts that are not above one. */
  static long upTo(int high, long concepts) {
    return concepts & (-1L >>> (Long.SIZE - 1 - high));
  }

  /** Tells the number of each concept and of each pair, always in one order. */
  static void each(long concepts, IntConsumer taker) {
    for (long rest = concepts; rest != 0; rest &= rest - 1) {
      int high = Long.numberOfTrailingZeros(rest);
      for (long lower = upTo(high, concepts); lower != 0; lower &= lower - 1) {
        taker.accept(number(Long.numberOfTrailingZeros(lower), high));
      }
    }
  }
}
