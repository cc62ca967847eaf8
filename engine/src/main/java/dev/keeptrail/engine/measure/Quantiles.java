package dev.keeptrail.engine.measure;

/**
 * How long something took, in nanoseconds.
 *
 * @param count how often it was measured
 * @param p50 half of the times were not above it
 * @param p90 nine of ten
 * @param p99 ninety-nine of a hundred
 */
public record Quantiles(long count, long p50, long p90, long p99, long max) {}
