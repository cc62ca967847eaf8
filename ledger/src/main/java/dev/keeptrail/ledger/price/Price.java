package dev.keeptrail.ledger.price;

import java.math.BigDecimal;

/**
 * US dollars for a million tokens.
 *
 * @param cachedInput for input that the provider reads from its cache
 * @param cacheWrite for input that it puts there
 * @param cacheWriteHour for input that it keeps there for an hour
 * @param reasoning for output that the caller does not see
 * @param maxOutput the longest answer of the model, in tokens
 */
record Price(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal cacheWriteHour,
    BigDecimal output,
    BigDecimal reasoning,
    long maxOutput) {
  /** The most that a token of the input can cost, a million times. */
  BigDecimal dearestInput() {
    return input.max(cacheWrite).max(cacheWriteHour);
  }
}
