package dev.keeptrail.detectors.identity;

/** The factors of a check sum. Immutable. */
final class Weights {
  private final int[] factors;

  Weights(int... factors) {
    this.factors = factors.clone();
  }

  /**
   * Factors as the table has them: {@code 8,7,6}.
   *
   * @throws NumberFormatException for anything but numbers
   */
  static Weights parse(String list) {
    String[] parts = list.split(",", -1);
    int[] factors = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      factors[i] = Integer.parseInt(parts[i]);
    }
    return new Weights(factors);
  }

  int count() {
    return factors.length;
  }

  int at(int index) {
    return factors[index];
  }

  /** The weighted sum of the characters from an offset on; those before the value count nothing. */
  int sum(String value, int offset) {
    int sum = 0;
    for (int i = Math.max(0, -offset); i < factors.length; i++) {
      sum += factors[i] * Check.valueAt(value, offset + i);
    }
    return sum;
  }
}
