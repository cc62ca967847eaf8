package dev.keeptrail.language.plan;

/**
 * That answers are kept for requests that are the same.
 *
 * @param ttlSeconds how long one is kept
 * @param maxEntries how many are kept
 * @param maxEntryBytes the largest answer that is kept
 */
public record ResponseCache(int ttlSeconds, int maxEntries, int maxEntryBytes) {
  public static final int MAX_TTL_SECONDS = 30 * 86_400;
  public static final int MAX_ENTRIES = 1_000_000;
  public static final int MIN_ENTRY_BYTES = 1_024;
  public static final int MAX_ENTRY_BYTES = 10 << 20;
}
