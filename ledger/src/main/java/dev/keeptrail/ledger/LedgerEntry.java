package dev.keeptrail.ledger;

/** What has a number in a ledger: a decision, or an entry of the administrative trail. */
public sealed interface LedgerEntry permits StoredEvent, StoredAdministrativeEvent {
  /** Numbers start at 1 and have no gaps, whatever they are of. */
  long sequence();

  /** The id that the event itself has. */
  String id();
}
