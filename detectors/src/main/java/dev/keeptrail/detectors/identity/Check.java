package dev.keeptrail.detectors.identity;

import java.util.List;

/**
 * A rule over the letters and digits of a number, without country prefix and signs, letters in
 * upper case. Counts from 0 on the left; letters count as in base 36 unless a rule says otherwise.
 */
sealed interface Check
    permits Check.None,
        Check.All,
        Check.Any,
        Check.WeightedDigit,
        Check.WeightedZero,
        Check.OneOf,
        CalendarDate,
        StandardCheck,
        EuropeanCheck,
        AmericanCheck,
        AsianCheck {
  boolean holds(String value);

  /** Whether some character is computed from the others, so that a slip of the pen shows. */
  boolean isChecksum();

  /** What a letter or digit counts. */
  static int valueAt(String value, int index) {
    return Character.digit(value.charAt(index), 36);
  }

  /** Accepts whatever has the shape. */
  record None() implements Check {
    @Override
    public boolean holds(String value) {
      return true;
    }

    @Override
    public boolean isChecksum() {
      return false;
    }
  }

  /** Every part must hold. */
  record All(List<Check> parts) implements Check {
    @Override
    public boolean holds(String value) {
      for (Check part : parts) {
        if (!part.holds(value)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean isChecksum() {
      return parts.stream().anyMatch(Check::isChecksum);
    }
  }

  /** One of the rules must hold. */
  record Any(List<Check> rules) implements Check {
    @Override
    public boolean holds(String value) {
      for (Check rule : rules) {
        if (rule.holds(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean isChecksum() {
      return rules.stream().allMatch(Check::isChecksum);
    }
  }

  /**
   * A weighted sum, and the check character for each remainder. Weights start at {@code from}, or
   * end at the last character but one if {@code fromRight}: a shorter number then lacks the first
   * ones.
   *
   * @param map the check character for remainder 0, 1 and so on; {@code !} where there is none
   * @param index where the check character stands; -1 for the last
   */
  record WeightedDigit(
      Weights weights, int from, boolean fromRight, int modulus, String map, int index)
      implements Check {
    @Override
    public boolean holds(String value) {
      int check = index < 0 ? value.length() - 1 : index;
      int offset = fromRight ? check - weights.count() : from;
      return check < value.length()
          && offset + weights.count() <= value.length()
          && map.charAt(weights.sum(value, offset) % modulus) == value.charAt(check);
    }

    @Override
    public boolean isChecksum() {
      return true;
    }
  }

  /** A weighted sum over the check character and all others that leaves a fixed remainder. */
  record WeightedZero(Weights weights, int from, int modulus, int remainder) implements Check {
    @Override
    public boolean holds(String value) {
      return from + weights.count() <= value.length()
          && weights.sum(value, from) % modulus == remainder;
    }

    @Override
    public boolean isChecksum() {
      return true;
    }
  }

  /** A part that must be one of a list, or lie in one of its ranges. */
  record OneOf(int from, int length, List<String> lows, List<String> highs) implements Check {
    @Override
    public boolean holds(String value) {
      if (from + length > value.length()) {
        return false;
      }
      String part = value.substring(from, from + length);
      for (int i = 0; i < lows.size(); i++) {
        if (part.compareTo(lows.get(i)) >= 0 && part.compareTo(highs.get(i)) <= 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean isChecksum() {
      return false;
    }
  }
}
