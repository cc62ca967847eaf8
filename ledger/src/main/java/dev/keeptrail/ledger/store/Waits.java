package dev.keeptrail.ledger.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when something waits for people. Rows hold times of day; a process that stays measures what
 * was left of a wait when it saw it first by a clock that nobody sets, so that a step of the time
 * of day neither ends a wait nor draws it out. Used inside the administration's lock.
 */
final class Waits {
  private final Map<String, Seen> seen = new HashMap<>();
  private @Nullable LongSupplier nanos;

  /** A wait that is measured, as long as the row says the same end. */
  private record Seen(long expires, long end) {}

  /**
   * Measures from now on.
   *
   * @param source as {@link System#nanoTime}
   */
  void measure(LongSupplier source) {
    nanos = source;
    seen.clear();
  }

  /**
   * Notes what is left of a wait, where that is not known yet.
   *
   * @param expires in milliseconds since 1970
   */
  void see(String id, long expires, Instant now) {
    LongSupplier source = nanos;
    if (source == null) {
      return;
    }
    Seen known = seen.get(id);
    if (known == null || known.expires() != expires) {
      long left = TimeUnit.MILLISECONDS.toNanos(expires - now.toEpochMilli());
      seen.put(id, new Seen(expires, source.getAsLong() + left));
    }
  }

  /** Forgets all others. */
  void keep(Set<String> ids) {
    seen.keySet().retainAll(ids);
  }

  boolean isOver(String id, long expires, Instant now) {
    LongSupplier source = nanos;
    Seen known = seen.get(id);
    return (source == null || known == null || known.expires() != expires)
        ? now.toEpochMilli() >= expires
        : source.getAsLong() - known.end() >= 0;
  }
}
