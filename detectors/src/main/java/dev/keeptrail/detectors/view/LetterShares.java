package dev.keeptrail.detectors.view;

/** How likely letters are in prose. */
final class LetterShares {
  /** A unit of likelihood: the natural logarithm of a ratio is counted in parts of it. */
  static final int UNIT = 16;

  /**
   * How often each letter from a to z stands in English prose, in tenths of a per mille. Other
   * languages in Latin letters are close enough: no vowel is rare in any.
   */
  private static final int[] SHARES = {
    817, 149, 278, 425, 1270, 223, 202, 609, 697, 15, 77, 403, 241, 675, 751, 193, 10, 599, 633,
    906, 276, 98, 236, 15, 197, 7
  };

  /** The most that one letter says. */
  private static final double MOST = 2;

  private LetterShares() {}

  /** How much likelier a letter is in prose than where all letters are equally likely. */
  static int overChance(int place) {
    return units(SHARES[place] * (double) LetterCipher.ALPHABET / 10_000);
  }

  /** How much likelier a letter is in prose than the one that stands for it in a cipher. */
  static int over(int place, LetterCipher cipher) {
    return units((double) SHARES[place] / SHARES[cipher.read(place)]);
  }

  private static int units(double ratio) {
    return (int) Math.round(UNIT * Math.clamp(StrictMath.log(ratio), -MOST, MOST));
  }
}
