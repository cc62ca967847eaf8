package dev.keeptrail.gateway.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The revisions of the protocol that are spoken here. In {@link #STATELESS} there is no session:
 * each request says which revision it is of and what the client can do, and an answer can be a
 * question to the client. In those before, {@code initialize} begins a session. Stateless.
 */
public final class McpRevision {
  /** Where each message stands for itself. */
  public static final String STATELESS = "2026-07-28";

  /** The newest first. */
  public static final List<String> SPOKEN =
      List.of(STATELESS, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** Where messages name theirs. */
  static final String NAMED = "io.modelcontextprotocol/protocolVersion";

  /** Where they say what the client can do. */
  static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  /** Where they ask for what the server writes into its log. */
  static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

  /** Where a result says which server it is from. */
  static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

  private McpRevision() {}

  /** Whether it is spoken; a client that names none speaks one of those that need not. */
  public static boolean isSpoken(@Nullable String revision) {
    return revision == null || SPOKEN.contains(revision);
  }

  /** Of a list of revisions, those that are spoken here; empty where it is no list. */
  static List<String> spokenOf(JsonNode revisions) {
    return revisions
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(SPOKEN::contains)
        .distinct()
        .toList();
  }
}
