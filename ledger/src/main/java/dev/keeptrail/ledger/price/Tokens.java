package dev.keeptrail.ledger.price;

/**
 * Tokens as prices tell them apart.
 *
 * @param input all input tokens, cached ones included
 * @param cachedInput the part of the input that came from the provider's cache
 * @param cacheWritten the part of the input that the provider put into its cache
 * @param keptHour the part of what was written that the provider keeps for an hour, not minutes
 * @param output all output tokens
 * @param reasoning the part of the output that the caller does not see
 */
public record Tokens(
    long input, long cachedInput, long cacheWritten, long keptHour, long output, long reasoning) {}
