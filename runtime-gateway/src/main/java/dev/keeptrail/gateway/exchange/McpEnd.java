package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange with an MCP server ended, before its event is written down. A class, not a
 * record, because it holds bytes.
 */
final class McpEnd {
  private final Outcome outcome;
  private final int status;
  private final @Nullable Refusal refusal;
  private final byte @Nullable [] body;
  private final @Nullable String session;
  private final @Nullable PendingReview pending;

  McpEnd(
      Outcome outcome,
      int status,
      @Nullable Refusal refusal,
      byte @Nullable [] body,
      @Nullable String session,
      @Nullable PendingReview pending) {
    this.pending = pending;
    this.outcome = outcome;
    this.status = status;
    this.refusal = refusal;
    this.body = body;
    this.session = session;
  }

  Outcome outcome() {
    return outcome;
  }

  int status() {
    return status;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }

  byte @Nullable [] body() {
    return body;
  }

  @Nullable String session() {
    return session;
  }

  @Nullable PendingReview pending() {
    return pending;
  }
}
