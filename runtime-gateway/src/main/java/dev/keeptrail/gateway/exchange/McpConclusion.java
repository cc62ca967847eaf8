package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange with an MCP server came to. Nothing of it may leave before the event is durable.
 * A class, not a record, because it holds bytes.
 */
public final class McpConclusion {
  private final DecisionEvent event;
  private final byte @Nullable [] body;
  private final @Nullable String session;

  McpConclusion(DecisionEvent event, byte @Nullable [] body, @Nullable String session) {
    this.event = event;
    this.body = body;
    this.session = session;
  }

  /** Its HTTP status is that of the answer. */
  public DecisionEvent event() {
    return event;
  }

  /** The JSON-RPC message for the caller; null where none belongs to the answer. */
  public byte @Nullable [] body() {
    return body;
  }

  /** The session that the server assigned; null for none. */
  public @Nullable String session() {
    return session;
  }
}
