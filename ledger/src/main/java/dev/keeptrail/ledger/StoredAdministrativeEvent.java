package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.EventTimestamp;

/** An administrative event as the ledger numbered it, in one series with decisions. */
public record StoredAdministrativeEvent(long sequence, AdministrativeEvent event)
    implements StoredEntry {
  @Override
  public String id() {
    return event.id();
  }

  /** Its place among the newest first. */
  public EventPosition position() {
    return new EventPosition(EventTimestamp.toMicros(event.timestamp()), sequence);
  }
}
