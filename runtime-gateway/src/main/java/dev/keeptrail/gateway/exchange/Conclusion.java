package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.event.DecisionEvent;

/** What an exchange came to. Nothing of it may leave before the event is durable. */
public sealed interface Conclusion {
  DecisionEvent event();

  /** An answer for the caller. A class, not a record, because it holds bytes. */
  final class Delivered implements Conclusion {
    private final DecisionEvent event;
    private final byte[] body;

    Delivered(DecisionEvent event, byte[] body) {
      this.event = event;
      this.body = body;
    }

    @Override
    public DecisionEvent event() {
      return event;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
      return body;
    }
  }

  record Refused(DecisionEvent event, Refusal refusal) implements Conclusion {}
}
