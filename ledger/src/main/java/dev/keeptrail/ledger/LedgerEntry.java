package dev.keeptrail.ledger;

/**
 * What has a number in a ledger: a decision, or an entry of the administrative trail, and what is
 * in the place of one and cannot be read.
 */
public sealed interface LedgerEntry permits StoredEntry, UnreadableEntry {
  /** Numbers start at 1 and have no gaps, whatever they are of. */
  long sequence();

  /** What tells it from others; see its kinds for whose word that is. */
  String id();
}
