package dev.keeptrail.gateway.mcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What lists of tools have said of headers, by server and tool, whichever pack was served then: it
 * is the server's word. In memory, for as long as clients may keep a list, and at most {@link
 * #MOST} of them, those that are used last; a client that is told so lists the tools again.
 * Thread-safe.
 */
public final class KnownTools {
  static final int MOST = 10_000;
  static final Duration LIFE = Duration.ofDays(1);

  private final LongSupplier nanos;
  private final Map<Key, Heard> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Nothing was heard so far.
   *
   * @param nanos as {@link System#nanoTime}
   */
  KnownTools(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Key(String server, String tool) {}

  private record Heard(ToolHeaders headers, long at) {}

  synchronized void learn(String server, String tool, ToolHeaders headers) {
    known.put(new Key(server, tool), new Heard(headers, nanos.getAsLong()));
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** Empty where no list has named the tool so far, or not for long. */
  public synchronized Optional<ToolHeaders> find(String server, String tool) {
    return Optional.ofNullable(known.get(new Key(server, tool)))
        .filter(heard -> nanos.getAsLong() - heard.at() < LIFE.toNanos())
        .map(Heard::headers);
  }
}
