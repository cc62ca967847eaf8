package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.AdministrativeEvent;

/** An administrative event as the ledger numbered it, in one series with decisions. */
public record StoredAdministrativeEvent(long sequence, AdministrativeEvent event)
    implements LedgerEntry {
  @Override
  public String id() {
    return event.id();
  }
}
