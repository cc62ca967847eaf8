package dev.keeptrail.gateway.cost;

import java.math.BigDecimal;

/** US dollars for a million tokens. */
record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {}
