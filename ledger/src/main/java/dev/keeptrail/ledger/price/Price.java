package dev.keeptrail.ledger.price;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * US dollars for a million tokens.
 *
 * @param cachedInput for input that the provider reads from its cache
 * @param cacheWrite for input that it puts there
 * @param cacheWriteHour for input that it keeps there for an hour
 * @param reasoning for output that the caller does not see
 * @param maxOutput the longest answer of the model, in tokens; null where the table does not say
 */
record Price(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal cacheWriteHour,
    BigDecimal output,
    BigDecimal reasoning,
    @Nullable Long maxOutput) {
  /**
   * What is reserved for an answer where neither the table nor the request says how long it may be.
   */
  private static final long USUAL_MAX_OUTPUT = 16_384;

  /**
   * The most tokens that answers can have together.
   *
   * @param allowed what the request lets them have; null where it does not say
   */
  long longest(@Nullable Long allowed, int choices) {
    Long most = maxOutput;
    if (allowed == null) {
      return (most == null ? USUAL_MAX_OUTPUT : most) * choices;
    }
    // Nobody's answer is longer because more is asked for than the model can give.
    return most == null ? allowed : Math.min(allowed, most * choices);
  }

  /** The most that a token of the input can cost, a million times. */
  BigDecimal dearestInput() {
    return input.max(cacheWrite).max(cacheWriteHour);
  }
}
