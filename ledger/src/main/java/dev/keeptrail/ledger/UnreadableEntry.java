package dev.keeptrail.ledger;

/**
 * A number of which the ledger has something that cannot be read.
 *
 * @param decision whether it is where decisions are, or where the trail is
 * @param id as the ledger has it beside the record, which somebody may have changed; empty where it
 *     has none
 */
public record UnreadableEntry(long sequence, boolean decision, String id) implements LedgerEntry {
  /** What people know it by: its id, or its number where it has none. */
  public String name() {
    return id.isEmpty() ? "number " + sequence : PrintableText.beginning(id);
  }
}
