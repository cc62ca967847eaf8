package dev.keeptrail.gateway.mcp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which revisions servers have said they speak, of those that are spoken here, by server: a client
 * that names another is told what it can go on with. Thread-safe.
 */
public final class KnownRevisions {
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** What a server says; where it says nothing that is spoken here, it has said nothing. */
  void learn(String server, List<String> spoken) {
    if (!spoken.isEmpty()) {
      known.put(server, List.copyOf(spoken));
    }
  }

  /** Those of a server; all that are spoken here where it has not said anything so far. */
  public List<String> of(String server) {
    return known.getOrDefault(server, McpRevision.SPOKEN);
  }
}
