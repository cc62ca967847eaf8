package dev.keeptrail.gateway.cache;

import dev.keeptrail.language.plan.ResponseCache;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Providers' answers in memory, as the providers gave them: whoever gets one judges it again. Holds
 * as many as the pack says, within a share of the heap; the one that was used longest ago makes
 * room. Thread-safe.
 */
public final class AnswerCache {
  /** What an entry takes beside the answer. */
  private static final int ENTRY_OVERHEAD = 256;

  private static final int HEAP_SHARE = 16;

  private final LongSupplier nanos;
  private final long maxBytes;
  private final Map<CacheKey, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** An answer; a class and not a record, because it holds bytes. */
  private static final class Kept {
    private final byte[] answer;
    private final long since;
    private final long ttlNanos;

    Kept(byte[] answer, long since, long ttlNanos) {
      this.answer = answer;
      this.since = since;
      this.ttlNanos = ttlNanos;
    }

    long size() {
      return answer.length + (long) ENTRY_OVERHEAD;
    }

    boolean isOld(long now) {
      return now - since >= ttlNanos;
    }
  }

  /**
   * An empty cache.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public AnswerCache(LongSupplier nanos, long maxBytes) {
    this.nanos = nanos;
    this.maxBytes = maxBytes;
  }

  /** A cache that takes a share of this process's heap at most. */
  public static AnswerCache ofHeap() {
    return new AnswerCache(System::nanoTime, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  /** The answer that was kept; empty when there is none, or it is too old. */
  public synchronized Optional<byte[]> find(CacheKey key) {
    Kept found = kept.get(key);
    if (found == null) {
      return Optional.empty();
    }
    if (found.isOld(nanos.getAsLong())) {
      drop(key);
      return Optional.empty();
    }
    return Optional.of(found.answer.clone());
  }

  /** Keeps an answer, unless it is larger than the pack allows. */
  public synchronized void keep(CacheKey key, byte[] answer, ResponseCache limits) {
    if (answer.length > limits.maxEntryBytes()) {
      return;
    }
    drop(key);
    var fresh =
        new Kept(answer.clone(), nanos.getAsLong(), TimeUnit.SECONDS.toNanos(limits.ttlSeconds()));
    kept.put(key, fresh);
    bytes += fresh.size();
    Iterator<Map.Entry<CacheKey, Kept>> eldest = kept.entrySet().iterator();
    while ((kept.size() > limits.maxEntries() || bytes > maxBytes) && eldest.hasNext()) {
      bytes -= eldest.next().getValue().size();
      eldest.remove();
    }
  }

  private void drop(CacheKey key) {
    Kept old = kept.remove(key);
    if (old != null) {
      bytes -= old.size();
    }
  }

  public synchronized int size() {
    return kept.size();
  }

  /** The bytes that are held, as they count for the limit. */
  public synchronized long bytes() {
    return bytes;
  }
}
