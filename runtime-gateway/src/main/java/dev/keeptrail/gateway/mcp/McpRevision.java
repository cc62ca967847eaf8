package dev.keeptrail.gateway.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of the protocol that are spoken here: those in which a session begins with {@code
 * initialize}. In later ones each request says what the client can do, and an answer can ask the
 * client for something, which nobody here could judge. Stateless.
 */
public final class McpRevision {
  /** The newest first. */
  public static final List<String> SPOKEN =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  /** Where messages of later revisions name theirs. */
  static final String NAMED = "io.modelcontextprotocol/protocolVersion";

  /** Where they say what the client can do. */
  static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  private McpRevision() {}

  /** Whether it is spoken; a client that names none speaks one of those that need not. */
  public static boolean isSpoken(@Nullable String revision) {
    return revision == null || SPOKEN.contains(revision);
  }
}
