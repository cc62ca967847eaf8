package dev.keeptrail.detectors.personal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Reads a pattern over digits into places that take a digit and lead on, the last of them to {@link
 * #END}, and forks that take none. Only what numbering plans are written in is known. Confined to
 * one call.
 */
final class DigitPatternParser {
  static final int END = 0;

  private static final int ALL = (1 << 10) - 1;

  /** More places than any plan's pattern has, so that no table grows without bound. */
  private static final int MOST_PLACES = 50_000;

  private final String pattern;
  private int at;

  /** The digits that a place takes, as bits; 0 for a fork, and for the end. */
  private final List<Integer> taken = new ArrayList<>();

  private final List<int[]> targets = new ArrayList<>();
  private final List<BitSet> reached = new ArrayList<>();
  private final int start;

  DigitPatternParser(String pattern) {
    this.pattern = pattern;
    add(0);
    IntUnaryOperator all = alternatives();
    if (at < pattern.length()) {
      throw unknown();
    }
    this.start = all.applyAsInt(END);
  }

  int start() {
    return start;
  }

  boolean takes(int place, int digit) {
    return (taken.get(place) >> digit & 1) != 0;
  }

  int next(int place) {
    return targets.get(place)[0];
  }

  /** The places that take a digit, or the end, which are reached from one without a digit. */
  BitSet from(int place) {
    return reached.get(place);
  }

  /** What is made before its targets are cannot be read, so all is made from the end on. */
  private int add(int digits, int... next) {
    if (taken.size() == MOST_PLACES) {
      throw new IllegalArgumentException("a pattern of too many places: " + pattern);
    }
    int place = taken.size();
    var set = new BitSet();
    if (place == END || digits != 0) {
      set.set(place);
    } else {
      for (int target : next) {
        set.or(reached.get(target));
      }
    }
    taken.add(digits);
    targets.add(next);
    reached.add(set);
    return place;
  }

  /** Reads on; what is returned makes the places that lead to a given one. */
  private IntUnaryOperator alternatives() {
    var all = new ArrayList<IntUnaryOperator>();
    all.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all.add(sequence());
    }
    if (all.size() == 1) {
      return all.getFirst();
    }
    return next -> add(0, all.stream().mapToInt(one -> one.applyAsInt(next)).toArray());
  }

  private IntUnaryOperator sequence() {
    var parts = new ArrayList<IntUnaryOperator>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeated(single()));
    }
    return next -> {
      int place = next;
      for (IntUnaryOperator part : parts.reversed()) {
        place = part.applyAsInt(place);
      }
      return place;
    };
  }

  private IntUnaryOperator repeated(IntUnaryOperator one) {
    char sign = at < pattern.length() ? pattern.charAt(at) : '\0';
    if (sign == '?') {
      at++;
      return times(one, 0, 1);
    }
    if (sign != '{') {
      return one;
    }
    int close = pattern.indexOf('}', at);
    int comma = pattern.indexOf(',', at);
    boolean range = comma > 0 && comma < close;
    int least = Integer.parseInt(pattern, at + 1, range ? comma : close, 10);
    int most = range ? Integer.parseInt(pattern, comma + 1, close, 10) : least;
    at = close + 1;
    return times(one, least, most);
  }

  private IntUnaryOperator times(IntUnaryOperator one, int least, int most) {
    return next -> {
      int place = next;
      for (int i = least; i < most; i++) {
        place = add(0, one.applyAsInt(place), next);
      }
      for (int i = 0; i < least; i++) {
        place = one.applyAsInt(place);
      }
      return place;
    };
  }

  private IntUnaryOperator single() {
    char sign = pattern.charAt(at);
    if (sign == '(') {
      at += pattern.startsWith("(?:", at) ? 3 : 1;
      IntUnaryOperator group = alternatives();
      if (at == pattern.length()) {
        throw unknown();
      }
      at++;
      return group;
    }
    int digits = sign == '[' ? characterClass() : digit();
    return next -> add(digits, next);
  }

  private int digit() {
    char sign = pattern.charAt(at);
    if (pattern.startsWith("\\d", at)) {
      at += 2;
      return ALL;
    }
    if (sign < '0' || sign > '9') {
      throw unknown();
    }
    at++;
    return 1 << (sign - '0');
  }

  private int characterClass() {
    int digits = 0;
    at++;
    while (pattern.charAt(at) != ']') {
      int first = digit();
      if (pattern.charAt(at) == '-') {
        at++;
        int last = digit();
        digits |= last * 2 - first;
      } else {
        digits |= first;
      }
    }
    at++;
    return digits;
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException("unknown sign at " + at + " of " + pattern);
  }
}
