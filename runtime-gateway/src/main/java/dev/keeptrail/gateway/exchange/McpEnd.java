package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange with an MCP server ended, before its event is written down. A class, not a
 * record, because it holds bytes.
 */
final class McpEnd {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Outcome outcome;
  private final int status;
  private final @Nullable Refusal refusal;
  private final byte @Nullable [] body;
  private final @Nullable String session;
  private final @Nullable PendingReview pending;
  private final List<String> supported;

  private McpEnd(
      Outcome outcome,
      int status,
      @Nullable Refusal refusal,
      byte @Nullable [] body,
      @Nullable String session,
      @Nullable PendingReview pending) {
    this(outcome, status, refusal, body, session, pending, McpRevision.SPOKEN);
  }

  private McpEnd(
      Outcome outcome,
      int status,
      @Nullable Refusal refusal,
      byte @Nullable [] body,
      @Nullable String session,
      @Nullable PendingReview pending,
      List<String> supported) {
    this.supported = supported;
    this.pending = pending;
    this.outcome = outcome;
    this.status = status;
    this.refusal = refusal;
    this.body = body;
    this.session = session;
  }

  static McpEnd refused(McpRequest request, Outcome outcome, Refusal refusal) {
    return new McpEnd(outcome, status(request, refusal), refusal, null, null, null);
  }

  /**
   * The message is not as the protocol wants it, which wants a status of its own for that.
   *
   * @param supported the revisions that the caller can go on with
   */
  static McpEnd ofProtocol(Refusal refusal, List<String> supported) {
    return new McpEnd(
        Outcome.INPUT_BLOCKED, refusal.status(), refusal, null, null, null, supported);
  }

  /**
   * The server does not speak the revision.
   *
   * @param supported those that it speaks, as it says
   */
  static McpEnd unspoken(Refusal refusal, List<String> supported) {
    return new McpEnd(
        Outcome.UPSTREAM_ERROR, refusal.status(), refusal, null, null, null, supported);
  }

  /**
   * A person has to look.
   *
   * @param pending null where nobody does
   */
  static McpEnd escalated(McpRequest request, Refusal refusal, @Nullable PendingReview pending) {
    return new McpEnd(Outcome.ESCALATED, status(request, refusal), refusal, null, null, pending);
  }

  /**
   * An answer goes out.
   *
   * @param session of the server, as the caller is to name it from here on; null for none
   */
  static McpEnd delivered(byte[] answer, @Nullable String session) {
    return new McpEnd(Outcome.DELIVERED, OK, null, answer, session, null);
  }

  /** What a server finds wrong with a message goes out under the status that it gave it. */
  static McpEnd told(byte[] answer, int status) {
    return new McpEnd(Outcome.DELIVERED, status, null, answer, null, null);
  }

  /** The server took what asks for no answer. */
  static McpEnd taken(@Nullable String session) {
    return new McpEnd(Outcome.DELIVERED, ACCEPTED, null, null, session, null);
  }

  private static int status(McpRequest request, Refusal refusal) {
    boolean policy = refusal.type() == ErrorType.POLICY_VIOLATION;
    // WHY: an answer to a request is a message of the protocol, whatever it says; clients take
    // another HTTP status for trouble on the way and never read it.
    return policy && request.hasId() ? OK : refusal.status();
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

  /** The revisions that the caller can go on with. */
  List<String> supported() {
    return supported;
  }

  @Nullable PendingReview pending() {
    return pending;
  }
}
