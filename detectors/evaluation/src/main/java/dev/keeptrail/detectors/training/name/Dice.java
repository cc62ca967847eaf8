package dev.keeptrail.detectors.training.name;

import java.util.List;

/** Chance that comes out the same on every machine: a linear congruential generator of our own. */
final class Dice {
  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** From zero up to the bound, which it never reaches. */
  int below(int bound) {
    state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return (int) (((state >>> 33) * bound) >>> 31);
  }

  boolean percent(int chance) {
    return below(100) < chance;
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Shuffles in place, after Fisher and Yates. */
  <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      java.util.Collections.swap(list, i, below(i + 1));
    }
  }
}
