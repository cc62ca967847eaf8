package dev.keeptrail.gateway.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks MCP through the gateway, and in which session.
 *
 * @param session as the server assigned it; null before it did
 * @param version of the protocol, as the client names it; null where it names none
 */
public record McpCaller(
    Claims claims, Correlation correlation, @Nullable String session, @Nullable String version) {
  /** What the protocol wants sent on. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (session != null) {
      headers.put("mcp-session-id", session);
    }
    if (version != null) {
      headers.put("mcp-protocol-version", version);
    }
    return headers;
  }
}
