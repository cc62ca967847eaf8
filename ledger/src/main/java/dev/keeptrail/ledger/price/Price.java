package dev.keeptrail.ledger.price;

import java.math.BigDecimal;

/**
 * US dollars for a million tokens.
 *
 * @param cachedInput for input that the provider reads from its cache
 * @param cacheWrite for input that it puts there
 * @param reasoning for output that the caller does not see
 * @param maxOutput the longest answer of the model, in tokens
 */
record Price(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal output,
    BigDecimal reasoning,
    long maxOutput) {}
