package dev.keeptrail.gateway.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lists of tools have said of headers, by server and tool. In memory, at most {@link #MOST} of
 * them, those that are used last; a client that is told so lists the tools again. Thread-safe.
 */
public final class KnownTools {
  static final int MOST = 10_000;

  private record Key(String server, String tool) {}

  private final Map<Key, ToolHeaders> known = new LinkedHashMap<>(16, 0.75f, true);

  synchronized void learn(String server, String tool, ToolHeaders headers) {
    known.put(new Key(server, tool), headers);
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** Empty where no list has named the tool so far, or not for long. */
  public synchronized Optional<ToolHeaders> find(String server, String tool) {
    return Optional.ofNullable(known.get(new Key(server, tool)));
  }
}
