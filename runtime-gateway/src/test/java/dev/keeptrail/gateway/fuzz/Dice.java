package dev.keeptrail.gateway.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Choices that come again with the same seed. One thread. */
final class Dice {
  private final Random random;
  private final boolean cuts;

  Dice(long seed) {
    this(seed, true);
  }

  /**
   * @param cuts whether texts are cut, wherever they may be
   */
  Dice(long seed, boolean cuts) {
    this.random = new Random(seed);
    this.cuts = cuts;
  }

  /** From 0 on, and less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Once in so many times. */
  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  long number() {
    return random.nextLong();
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[below(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Cuts a text anywhere but inside a code point. Joined, the pieces are the text. */
  List<String> pieces(String text, int longest) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = cuts ? Math.min(text.length(), at + 1 + below(longest)) : text.length();
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  /** Puts lists into one, each in its own order. */
  <T> List<T> interleaved(List<List<T>> lists) {
    List<List<T>> left = new ArrayList<>();
    lists.forEach(list -> left.add(new ArrayList<>(list)));
    left.removeIf(List::isEmpty);
    List<T> all = new ArrayList<>();
    while (!left.isEmpty()) {
      List<T> one = of(left);
      for (int run = 1 + below(3); run > 0 && !one.isEmpty(); run--) {
        all.add(one.removeFirst());
      }
      left.removeIf(List::isEmpty);
    }
    return all;
  }
}
