package dev.keeptrail.ledger;

import java.util.SortedMap;

/**
 * Steps for times, each a fourth of a doubling: a time that is read back from its step is too long
 * by 19 % at most. Stateless.
 */
public final class LatencyScale {
  private static final double PER_DOUBLING = 4;
  private static final double LOG_2 = Math.log(2);

  private LatencyScale() {}

  /** The step of a time in microseconds. */
  public static int step(long micros) {
    return micros <= 1
        ? 0
        : (int) Math.ceil(PER_DOUBLING * Math.log((double) micros) / LOG_2 - 1e-9);
  }

  /** The longest time of a step, in microseconds. */
  public static long micros(int step) {
    return Math.round(Math.pow(2, step / PER_DOUBLING));
  }

  /**
   * The time that so many of all times keep to.
   *
   * @param counts how many times there are in each step
   * @param share such as 0.95
   * @return microseconds; 0 where there are no times
   */
  public static long percentile(SortedMap<Integer, Long> counts, double share) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil((double) all * share);
    long seen = 0;
    for (var count : counts.entrySet()) {
      seen += count.getValue();
      if (seen >= wanted) {
        return micros(count.getKey());
      }
    }
    return 0;
  }
}
