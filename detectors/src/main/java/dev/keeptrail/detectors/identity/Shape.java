package dev.keeptrail.detectors.identity;

/**
 * How one spelling of a number looks: for each letter or digit the values that may stand there, and
 * the signs between them in the layout that people print. Positions count without signs. Immutable.
 */
final class Shape {
  /** Longer numbers are not looked for: the longest of a table has 27 characters. */
  static final int MAX_LENGTH = 28;

  static final long DIGITS = (1L << 10) - 1;
  static final long LETTERS = ((1L << 36) - 1) & ~DIGITS;

  private final long[] allowed;
  private final char[] signs;
  private final long signBits;
  private final int prefix;
  private final boolean strict;
  private final int mayBeDigit;
  private final int mayBeLetter;

  /**
   * @param allowed for each position a bit for each base-36 value that may stand there
   * @param signs the sign before each position, or NUL
   * @param prefix how many leading positions name the country and are no part of the number
   * @param strict whether the signs belong to the number and must stand as they are
   */
  Shape(long[] allowed, char[] signs, int prefix, boolean strict) {
    if (allowed.length > MAX_LENGTH || prefix >= allowed.length) {
      throw new IllegalArgumentException("a shape of " + allowed.length + " characters");
    }
    this.allowed = allowed.clone();
    this.signs = signs.clone();
    this.prefix = prefix;
    this.strict = strict;
    long signBits = 0;
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < allowed.length; i++) {
      signBits |= signs[i] == '\0' ? 0 : 1L << i;
      digits |= (allowed[i] & DIGITS) == 0 ? 0 : 1 << i;
      letters |= (allowed[i] & LETTERS) == 0 ? 0 : 1 << i;
    }
    this.signBits = signBits;
    this.mayBeDigit = digits;
    this.mayBeLetter = letters;
  }

  int length() {
    return allowed.length;
  }

  int prefix() {
    return prefix;
  }

  /** Whether the base-36 value may stand at the position. */
  boolean allows(int index, int value) {
    return (allowed[index] >>> value & 1) != 0;
  }

  /** The sign before a position, or NUL. */
  char sign(int index) {
    return signs[index];
  }

  boolean hasSigns() {
    return signBits != 0;
  }

  boolean mayBeAllDigits() {
    return mayBeDigit == (1 << allowed.length) - 1;
  }

  boolean mayHoldLetters() {
    return mayBeLetter != 0;
  }

  /** Whether letters and digits stand where they may, whatever else they are. */
  boolean fits(Candidate candidate) {
    for (int i = 0; i < allowed.length; i++) {
      if (!allows(i, candidate.value(i))) {
        return false;
      }
    }
    return hasSignsOf(candidate);
  }

  /** Whether the signs are as they must be, if they must. */
  boolean hasSignsOf(Candidate candidate) {
    return !strict || layoutOf(candidate) == Layout.PRINTED;
  }

  /** How the signs of a candidate of this shape compare with the printed layout. */
  Layout layoutOf(Candidate candidate) {
    if (candidate.signBits() == 0) {
      return Layout.PLAIN;
    }
    if (candidate.signBits() != signBits) {
      return Layout.LOOSE;
    }
    for (int i = 0; i < allowed.length; i++) {
      if (signs[i] != candidate.sign(i)) {
        return Layout.LOOSE;
      }
    }
    return Layout.PRINTED;
  }

  /** Signs of a candidate, compared with those of a shape. */
  enum Layout {
    /** None at all. */
    PLAIN,
    /** The same, in the same places. */
    PRINTED,
    /** Others, or in other places. */
    LOOSE
  }
}
