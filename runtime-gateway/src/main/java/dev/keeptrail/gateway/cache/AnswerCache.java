package dev.keeptrail.gateway.cache;

import dev.keeptrail.language.plan.ResponseCache;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Providers' answers in memory, as the providers gave them: whoever gets one judges it again. Holds
 * as many for each pack as that pack says, and all together within a share of the heap; the one
 * that was used longest ago makes room. Thread-safe.
 */
public final class AnswerCache {
  /** What an entry takes beside the answer. */
  private static final int ENTRY_OVERHEAD = 256;

  private static final int HEAP_SHARE = 16;

  private final LongSupplier nanos;
  private final long maxBytes;

  /** By the plans that judge: what one pack says of its answers takes none from another. */
  private final Map<String, SequencedMap<CacheKey, Kept>> packs = new HashMap<>();

  private long bytes;
  private long uses;

  /** An answer; a class and not a record, because it holds bytes. */
  private static final class Kept {
    private final byte[] answer;
    private final long since;
    private final long ttlNanos;
    private long used;

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
    SequencedMap<CacheKey, Kept> pack = packs.get(key.plan());
    Kept found = pack == null ? null : pack.get(key);
    if (found == null) {
      return Optional.empty();
    }
    if (found.isOld(nanos.getAsLong())) {
      drop(key);
      return Optional.empty();
    }
    found.used = ++uses;
    return Optional.of(found.answer.clone());
  }

  /** Keeps an answer, unless it is larger than the pack allows. */
  public synchronized void keep(CacheKey key, byte[] answer, ResponseCache limits) {
    if (answer.length > limits.maxEntryBytes()) {
      return;
    }
    drop(key);
    long now = nanos.getAsLong();
    var fresh = new Kept(answer.clone(), now, TimeUnit.SECONDS.toNanos(limits.ttlSeconds()));
    fresh.used = ++uses;
    var pack = packs.computeIfAbsent(key.plan(), _ -> new LinkedHashMap<>(64, 0.75f, true));
    pack.put(key, fresh);
    bytes += fresh.size();
    while (pack.size() > limits.maxEntries()) {
      dropEldest(pack);
    }
    makeRoom(now);
  }

  /** What is left of packs that are served no more goes when it is too old. */
  private void makeRoom(long now) {
    for (SequencedMap<CacheKey, Kept> pack : packs.values()) {
      while (!pack.isEmpty() && pack.firstEntry().getValue().isOld(now)) {
        dropEldest(pack);
      }
    }
    packs.values().removeIf(Map::isEmpty);
    while (bytes > maxBytes) {
      dropEldest(
          Collections.min(
              packs.values(), Comparator.comparingLong(pack -> pack.firstEntry().getValue().used)));
      packs.values().removeIf(Map::isEmpty);
    }
  }

  private void dropEldest(SequencedMap<CacheKey, Kept> pack) {
    bytes -= pack.pollFirstEntry().getValue().size();
  }

  private void drop(CacheKey key) {
    SequencedMap<CacheKey, Kept> pack = packs.get(key.plan());
    Kept old = pack == null ? null : pack.remove(key);
    if (old != null) {
      bytes -= old.size();
    }
  }

  public synchronized int size() {
    return packs.values().stream().mapToInt(Map::size).sum();
  }

  /** The bytes that are held, as they count for the limit. */
  public synchronized long bytes() {
    return bytes;
  }
}
