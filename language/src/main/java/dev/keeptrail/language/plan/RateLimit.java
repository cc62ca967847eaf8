package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * How much may be asked in a minute, and at the same time. Null means no limit.
 *
 * @param rpm requests in a minute
 * @param tpm tokens in a minute, in and out together
 * @param maxParallel requests at the same time
 */
public record RateLimit(
    @Nullable Integer rpm, @Nullable Integer tpm, @Nullable Integer maxParallel) {
  public static final RateLimit NONE = new RateLimit(null, null, null);

  public static final int MAX = 999_999_999;

  /** The largest number of requests at the same time that a gateway can be told to serve. */
  public static final int MAX_PARALLEL = 1_000_000;
}
