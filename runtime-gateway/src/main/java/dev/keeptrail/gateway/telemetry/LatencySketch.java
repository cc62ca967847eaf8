package dev.keeptrail.gateway.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, in few numbers: what it says of a share is at most a tenth too long. */
final class LatencySketch {
  /** Steps in which a time doubles. */
  private static final int STEPS = 8;

  /** Microseconds up to some hours. */
  private static final int BUCKETS = 36 * STEPS;

  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
  private final AtomicLong longest = new AtomicLong();

  void add(long nanos) {
    long micros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos));
    buckets.incrementAndGet(Math.min(BUCKETS - 1, step(micros)));
    longest.accumulateAndGet(micros, Math::max);
  }

  private static int step(long micros) {
    return (int) (Math.log((double) micros) / Math.log(2) * STEPS);
  }

  /** The longest, in milliseconds; 0 before the first. */
  double longest() {
    return millis(longest.get());
  }

  /**
   * The time within which this share of the calls was over, in milliseconds; 0 before the first.
   *
   * @param share above 0, at most 1
   */
  double within(double share) {
    long[] counts = new long[BUCKETS];
    long all = 0;
    for (int at = 0; at < BUCKETS; at++) {
      counts[at] = buckets.get(at);
      all += counts[at];
    }
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (int at = 0; at < BUCKETS && all > 0; at++) {
      seen += counts[at];
      if (seen >= wanted) {
        double end = Math.pow(2, (at + 1.0) / STEPS);
        return millis(Math.min(Math.round(end), longest.get()));
      }
    }
    return longest();
  }

  private static double millis(long micros) {
    return micros / 1_000.0;
  }
}
