package dev.keeptrail.benchmarks.load;

/**
 * Counts durations in buckets that grow with the value: 128 to each power of two, so a percentile
 * is off by less than 0.8 %. One thread records; merge when the threads are done.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 7;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int LARGEST_POWER = 42;

  private final long[] counts = new long[(LARGEST_POWER - SUB_BITS + 2) * SUB_BUCKETS];
  private long count;
  private long max;

  /** Records one duration; negative counts as zero, more than an hour as the last bucket. */
  public void record(long nanos) {
    counts[bucketOf(Math.clamp(nanos, 0, (1L << LARGEST_POWER) - 1))]++;
    count++;
    max = Math.max(max, nanos);
  }

  public void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  public long count() {
    return count;
  }

  /** The largest duration, exact; 0 when there is none. */
  public long max() {
    return max;
  }

  /**
   * The duration that the fraction (0 to 1) of all records does not exceed; 0 when there is none.
   */
  public long percentile(double fraction) {
    long rank = Math.max(1, (long) Math.ceil(fraction * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, middleOf(i));
      }
    }
    return max;
  }

  private static int bucketOf(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) nanos;
    }
    int shift = 63 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return (shift + 1) * SUB_BUCKETS + (int) (nanos >>> shift) - SUB_BUCKETS;
  }

  private static long middleOf(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    long low = (long) (bucket % SUB_BUCKETS + SUB_BUCKETS) << shift;
    return low + (1L << shift) / 2;
  }
}
