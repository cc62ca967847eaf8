package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a target's provider is known to do with the texts that it gets, as the pack's author
 * declares it. Null throughout stands for what nobody declared, which no requirement takes for
 * granted.
 *
 * @param zeroDataRetention whether it keeps nothing at all
 * @param trainingOptOut whether it trains no models on the texts
 * @param retentionDays for how many days it keeps them; 0 with zero data retention
 * @param region where it processes them, such as {@code eu-west-1} or {@code local}
 */
public record DataPolicy(
    @Nullable Boolean zeroDataRetention,
    @Nullable Boolean trainingOptOut,
    @Nullable Integer retentionDays,
    @Nullable String region) {
  /** Nothing is declared. */
  public static final DataPolicy UNDECLARED = new DataPolicy(null, null, null, null);

  /** The longest retention that can be declared: a hundred years. */
  public static final int MAX_RETENTION_DAYS = 36_500;
}
