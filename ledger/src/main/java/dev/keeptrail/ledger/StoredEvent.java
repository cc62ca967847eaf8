package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;

/** An event as the ledger holds it. Sequence numbers start at 1 and have no gaps. */
public record StoredEvent(long sequence, DecisionEvent event) implements StoredEntry {
  @Override
  public String id() {
    return event.id();
  }
}
