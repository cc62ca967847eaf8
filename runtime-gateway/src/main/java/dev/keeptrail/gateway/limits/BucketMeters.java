package dev.keeptrail.gateway.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Meters in this process: token buckets that fill evenly. What was taken beyond what there was is a
 * debt that has to flow back first. Forgets the meter that was used longest ago when there are too
 * many; whoever comes back after that finds it full.
 */
public final class BucketMeters implements MinuteMeters {
  private static final int MAX_METERS = 100_000;

  /**
   * A debt is of thirty days at most: a provider can count what it likes, and time is reckoned in
   * nanoseconds, of which there are not enough for much more.
   */
  private static final long MOST_MINUTES = 30L * 24 * 60;

  /** Buckets round the time until they have enough, sometimes downwards. */
  private static final long ROUNDING_NANOS = 1_000;

  private final TimeMeter clock;
  private final Map<Name, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Bucket> eldest) {
          return size() > MAX_METERS;
        }
      };

  private record Name(String meter, long perMinute) {}

  /**
   * Meters that run by a clock.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public BucketMeters(LongSupplier nanos) {
    this.clock =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanos.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  @Override
  public Reading take(String meter, long perMinute, long amount) {
    Bucket bucket = bucket(meter, perMinute);
    if (amount == 0) {
      long left = bucket.getAvailableTokens();
      return new Reading(true, Math.max(0, left), 0, 0);
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(amount);
    return new Reading(
        probe.isConsumed(),
        Math.max(0, probe.getRemainingTokens()),
        probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill() + ROUNDING_NANOS,
        probe.getNanosToWaitForReset());
  }

  @Override
  public void correct(String meter, long perMinute, long more) {
    if (more > 0) {
      long debt = Math.min(more, perMinute * MOST_MINUTES);
      long ignored = bucket(meter, perMinute).consumeIgnoringRateLimits(debt);
    } else if (more < 0) {
      bucket(meter, perMinute).addTokens(-more);
    }
  }

  private synchronized Bucket bucket(String meter, long perMinute) {
    return buckets.computeIfAbsent(
        new Name(meter, perMinute),
        name ->
            Bucket.builder()
                .addLimit(limit ->
                    limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(clock)
                .build());
  }
}
