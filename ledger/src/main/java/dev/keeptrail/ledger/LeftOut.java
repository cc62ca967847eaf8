package dev.keeptrail.ledger;

/** Is told of records that cannot be read, by whoever goes on without them. */
@FunctionalInterface
public interface LeftOut {
  /**
   * Told of one.
   *
   * @param sequence its number
   * @param id as the ledger has it beside the record, which somebody may have changed; empty where
   *     it has none
   */
  void add(long sequence, String id);
}
