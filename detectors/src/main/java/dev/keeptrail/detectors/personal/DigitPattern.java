package dev.keeptrail.detectors.personal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern over digits as a table of steps, so that a number costs one look-up for each digit
 * whatever the pattern. Immutable.
 */
final class DigitPattern {
  private static final int DIGITS = 10;
  private static final int DEAD = 0;

  /** Of each state the next one for each digit. */
  private final int[] steps;

  private final BitSet ends;

  private DigitPattern(int[] steps, BitSet ends) {
    this.steps = steps;
    this.ends = ends;
  }

  /**
   * @param pattern digits, {@code \d}, classes, groups, alternatives, {@code ?} and {@code {n,m}}
   * @throws IllegalArgumentException for anything else
   */
  static DigitPattern of(String pattern) {
    return new Maker(new DigitPatternParser(pattern)).make();
  }

  /** Whether all of the digits match. */
  boolean matches(String digits) {
    int state = 1;
    for (int i = 0; i < digits.length() && state != DEAD; i++) {
      state = steps[state * DIGITS + digits.charAt(i) - '0'];
    }
    return ends.get(state);
  }

  /** Whether the first of the digits match, however many. */
  boolean begins(String digits) {
    int state = 1;
    for (int i = 0; i < digits.length() && state != DEAD && !ends.get(state); i++) {
      state = steps[state * DIGITS + digits.charAt(i) - '0'];
    }
    return ends.get(state);
  }

  /** Makes states of sets of places in the pattern, as they are reached. */
  private static final class Maker {
    private final DigitPatternParser places;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> sets = new ArrayList<>();

    Maker(DigitPatternParser places) {
      this.places = places;
    }

    DigitPattern make() {
      number(new BitSet());
      number(places.from(places.start()));
      var steps = new ArrayList<int[]>();
      var ends = new BitSet();
      for (int state = 0; state < sets.size(); state++) {
        BitSet set = sets.get(state);
        ends.set(state, set.get(DigitPatternParser.END));
        int[] row = new int[DIGITS];
        for (int digit = 0; digit < DIGITS; digit++) {
          row[digit] = number(after(set, digit));
        }
        steps.add(row);
      }
      int[] all = new int[steps.size() * DIGITS];
      for (int state = 0; state < steps.size(); state++) {
        System.arraycopy(steps.get(state), 0, all, state * DIGITS, DIGITS);
      }
      return new DigitPattern(all, ends);
    }

    private BitSet after(BitSet set, int digit) {
      var next = new BitSet();
      for (int place = set.nextSetBit(1); place >= 0; place = set.nextSetBit(place + 1)) {
        if (places.takes(place, digit)) {
          next.or(places.from(places.next(place)));
        }
      }
      return next;
    }

    private int number(BitSet set) {
      Integer known = numbers.putIfAbsent(set, sets.size());
      if (known == null) {
        sets.add(set);
        return sets.size() - 1;
      }
      return known;
    }
  }
}
