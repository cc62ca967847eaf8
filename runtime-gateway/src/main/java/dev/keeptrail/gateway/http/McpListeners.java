package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.Audience;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.exchange.ListenBounds;
import dev.keeptrail.gateway.exchange.McpCaller;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.time.Duration;

/**
 * Lets those in who want to listen to servers of tools, as long as there are not too many, and what
 * they send is little: it is held as long as they listen. Thread-safe.
 */
final class McpListeners {
  private static final int MOST_BYTES = 64 * 1024;

  private final Audience audience;
  private final Duration life;

  McpListeners(ListenBounds bounds) {
    this.audience = new Audience(bounds.streams(), bounds.ofOneCaller());
    this.life = bounds.life();
  }

  /** How long one may listen. */
  Duration life() {
    return life;
  }

  /**
   * Counts a message that asks for news, until it is over; others are not counted.
   *
   * @throws RefusedException when it is too long, has nowhere to be answered, or there are too many
   */
  Doorway.Stay join(McpRequest request, int bytes, McpStream stream, McpCaller caller)
      throws RefusedException {
    if (!request.isListening()) {
      return () -> {};
    }
    if (bytes > MOST_BYTES) {
      throw new RefusedException(
          Refusal.invalid(
              "invalid_request",
              "`subscriptions/listen` has %d bytes at most; listen to fewer resources"
                  .formatted(MOST_BYTES),
              null));
    }
    if (!stream.isWanted()) {
      throw new RefusedException(
          Refusal.invalid(
              "invalid_header",
              "`accept` must name `text/event-stream` for `subscriptions/listen`",
              "accept"));
    }
    return audience.join(caller.name());
  }
}
