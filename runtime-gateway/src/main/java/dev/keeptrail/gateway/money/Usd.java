package dev.keeptrail.gateway.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money in thousand-millionths of a US dollar, so that sums are exact. Amounts are rounded upwards
 * where they are smaller than that.
 */
public final class Usd {
  private static final int DIGITS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  private Usd() {}

  public static long nanos(BigDecimal dollars) {
    return dollars
        .movePointRight(DIGITS)
        .setScale(0, RoundingMode.CEILING)
        .min(MOST)
        .longValueExact();
  }

  public static long nanos(double dollars) {
    return nanos(BigDecimal.valueOf(dollars));
  }

  /**
   * An amount and so many times another, as far as amounts go: what is asked for can cost more than
   * can be counted, and counts as all there is then.
   */
  public static long sum(long amount, int times, long other) {
    return BigDecimal.valueOf(other)
        .multiply(BigDecimal.valueOf(times))
        .add(BigDecimal.valueOf(amount))
        .min(MOST)
        .longValueExact();
  }

  /** In dollars, without needless zeros. */
  static String text(double dollars) {
    return BigDecimal.valueOf(dollars).stripTrailingZeros().toPlainString();
  }
}
