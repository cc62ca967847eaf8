package dev.keeptrail.detectors.payment;

/** Which issuer prefixes go with which lengths. Facts as the networks publish them. */
final class CardNetworks {
  /** What a prefix shared with many other numbers is worth. */
  static final double WEAK = 0.6;

  /** What a range is worth that says nothing without a word such as "card" nearby. */
  static final double VAGUE = 0.5;

  /** Prefix from, to (six digits), shortest and longest number. */
  private static final int[][] RANGES = {
    {400000, 499999, 13, 13},
    {400000, 499999, 16, 16},
    {400000, 499999, 19, 19},
    {510000, 559999, 16, 16},
    {222100, 272099, 16, 16},
    {340000, 349999, 15, 15},
    {370000, 379999, 15, 15},
    {601100, 601199, 16, 19},
    {622126, 622925, 16, 19},
    {644000, 659999, 16, 19},
    {352800, 358999, 16, 19},
    {300000, 305999, 14, 19},
    {309500, 309599, 14, 19},
    {360000, 369999, 14, 19},
    {380000, 399999, 14, 19},
    {620000, 629999, 16, 19},
    {810000, 817199, 16, 19},
    {220000, 220499, 16, 19},
    {979200, 979299, 16, 16},
    {508500, 508999, 16, 16},
    {501900, 501999, 16, 16},
    {604200, 604200, 12, 19},
  };

  /** Maestro, in the ranges that its issuers use most. */
  private static final int[][] MAESTRO_RANGES = {
    {501800, 501899, 12, 19},
    {502000, 502099, 12, 19},
    {503800, 503899, 12, 19},
    {561200, 561299, 12, 19},
    {589300, 589399, 12, 19},
    {630400, 630499, 12, 19},
    {639000, 639099, 12, 19},
    {670900, 670999, 12, 19},
    {675900, 675999, 12, 19},
    {676100, 676399, 12, 19},
    {677100, 677199, 12, 19},
  };

  /** Ranges kept for Maestro, UATP and old JCB numbers: shared with many other numbers. */
  private static final int[][] WIDE_RANGES = {
    {500000, 509999, 12, 19},
    {560000, 589999, 12, 19},
    {600000, 699999, 12, 19},
    {213100, 213199, 15, 15},
    {180000, 180099, 15, 15},
    {100000, 199999, 15, 15},
    {306000, 339999, 16, 16},
  };

  private CardNetworks() {}

  /**
   * How far the prefix and length speak for a card: 0 for none, 0.5 for ranges that need further
   * words, 0.6 for short numbers and Maestro, 0.95 for the rest.
   */
  static double score(CharSequence digits) {
    int prefix = Integer.parseInt(digits, 0, 6, 10);
    if (fits(RANGES, prefix, digits.length())) {
      return digits.length() == 13 ? WEAK : 0.95;
    }
    if (fits(MAESTRO_RANGES, prefix, digits.length())) {
      return digits.length() >= 16 ? 0.8 : WEAK;
    }
    return fits(WIDE_RANGES, prefix, digits.length()) ? VAGUE : 0;
  }

  private static boolean fits(int[][] ranges, int prefix, int length) {
    for (int[] range : ranges) {
      if (prefix >= range[0] && prefix <= range[1] && length >= range[2] && length <= range[3]) {
        return true;
      }
    }
    return false;
  }
}
