package dev.keeptrail.language.check;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Guesses from above how large a pattern becomes when compiled. The regular-expression library
 * bounds one repeat count, but not their product over nested groups.
 */
final class PatternSize {
  private static final int MAX_NESTING = 100;
  private static final long HUGE = Long.MAX_VALUE / 4;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sequence;
  private long last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** About one for each instruction; huge where groups are nested too deep to compile safely. */
  static long estimate(String pattern) {
    return new PatternSize(pattern).scan();
  }

  private long scan() {
    while (at < pattern.length()) {
      step(pattern.charAt(at++));
      if (outer.size() > MAX_NESTING) {
        return HUGE;
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return add(sequence, last);
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> escape();
      case '[' -> atom(characterClass());
      case '(' -> {
        sequence = add(sequence, last);
        outer.push(sequence);
        sequence = 2;
        last = 0;
      }
      case ')' -> close();
      case '{' -> repeat();
      default -> atom(1);
    }
  }

  private void close() {
    long inner = add(sequence, last);
    sequence = outer.isEmpty() ? 0 : outer.pop();
    last = inner;
  }

  private void atom(long size) {
    sequence = add(sequence, last);
    last = size;
  }

  private void escape() {
    if (at < pattern.length() && pattern.charAt(at) == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int stop = end < 0 ? pattern.length() : end;
      atom(stop - at);
      at = end < 0 ? stop : end + 2;
      return;
    }
    at++;
    atom(1);
  }

  /** Steps over a character class. */
  private long characterClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      if (pattern.charAt(at) == '\\') {
        at++;
      } else if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        at = end < 0 ? at : end + 1;
      }
      at++;
    }
    at++;
    return 1;
  }

  /** Multiplies the last atom by the larger number of a counted repeat. */
  private void repeat() {
    int end = pattern.indexOf('}', at);
    if (end < 0 || end - at > 16) {
      atom(1);
      return;
    }
    long count = 0;
    long largest = 1;
    for (char c : pattern.substring(at, end).toCharArray()) {
      boolean digit = c >= '0' && c <= '9';
      count = digit ? Math.min(HUGE, count * 10 + (c - '0')) : 0;
      largest = Math.max(largest, count);
    }
    at = end + 1;
    last = last > HUGE / largest ? HUGE : last * largest;
  }

  private static long add(long a, long b) {
    return Math.min(HUGE, a + b);
  }
}
