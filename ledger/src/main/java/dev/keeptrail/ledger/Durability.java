package dev.keeptrail.ledger;

/** What an append waits for. */
public enum Durability {
  /** The event is on the disk (fsync): it survives loss of power. The default. */
  STRICT,
  /**
   * The event is with the operating system: it survives the death of the process; fsync follows
   * within a second.
   */
  BATCH
}
