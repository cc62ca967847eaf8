package dev.keeptrail.language.plan;

/** Rate limits, the most specific first, as they are checked. */
public record RateLimits(RateLimit perKey, RateLimit perUser, RateLimit perTeam, RateLimit global) {
  public static final RateLimits NONE =
      new RateLimits(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE, RateLimit.NONE);
}
