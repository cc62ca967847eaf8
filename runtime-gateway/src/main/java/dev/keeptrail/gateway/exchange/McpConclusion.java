package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange with an MCP server came to. Nothing of it may leave before the event is durable.
 * A class, not a record, because it holds bytes.
 */
public final class McpConclusion {
  private final DecisionEvent event;
  private final McpErrors errors;
  private final @Nullable Refusal refusal;
  private final byte @Nullable [] body;
  private final @Nullable String session;
  private final @Nullable PendingReview pending;

  McpConclusion(
      DecisionEvent event,
      McpErrors errors,
      @Nullable Refusal refusal,
      byte @Nullable [] body,
      @Nullable String session,
      @Nullable PendingReview pending) {
    this.event = event;
    this.errors = errors;
    this.refusal = refusal;
    this.body = body;
    this.session = session;
    this.pending = pending;
  }

  /** Its HTTP status is that of the answer. */
  public DecisionEvent event() {
    return event;
  }

  /** Why nothing of the server's answer goes out; null when it does. */
  public @Nullable Refusal refusal() {
    return refusal;
  }

  /** What a person has to look at; null for nothing. */
  public @Nullable PendingReview pending() {
    return pending;
  }

  /** The JSON-RPC message for the caller; null where none belongs to the answer. */
  public byte @Nullable [] body() {
    return refusal == null ? body : body(refusal);
  }

  /** The message of another refusal in the place of this one. */
  public byte[] body(Refusal told) {
    return errors.of(told, event.id());
  }

  /** The session that the server assigned; null for none. */
  public @Nullable String session() {
    return session;
  }
}
