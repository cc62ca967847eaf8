package dev.keeptrail.ledger;

/** A decision or an entry of the administrative trail, as it was recorded. */
public sealed interface StoredEntry extends LedgerEntry
    permits StoredEvent, StoredAdministrativeEvent {
  /** The id that the event itself has. */
  @Override
  String id();
}
