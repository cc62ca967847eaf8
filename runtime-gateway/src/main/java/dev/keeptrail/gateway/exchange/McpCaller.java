package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.mcp.McpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks MCP through the gateway, and in which session.
 *
 * @param session as the server assigned it; null before it did
 * @param told what the headers of the message say of it
 */
public record McpCaller(
    Claims claims, Correlation correlation, @Nullable String session, McpHeaders told) {
  /** The version of the protocol, as the client names it; null where it names none. */
  @Nullable String version() {
    return told.version();
  }

  /** The same, where the protocol has no sessions: one that is named all the same means nothing. */
  McpCaller withoutSession() {
    return new McpCaller(claims, correlation, null, told);
  }

  /**
   * Whose conversations these are: who showed something is known by it, others by what they say.
   */
  public String name() {
    Credential shown = claims.shown();
    return shown == null
        ? String.join(
            "\n",
            text(claims.user()),
            text(claims.team()),
            text(claims.org()),
            text(claims.agent()))
        : shown.id();
  }

  private static String text(@Nullable String claim) {
    return claim == null ? "" : claim;
  }

  /** What the protocol wants sent on. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (session != null) {
      headers.put("mcp-session-id", session);
    }
    String version = version();
    if (version != null) {
      headers.put("mcp-protocol-version", version);
    }
    return headers;
  }
}
