package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.util.List;

/** Where batches go. Called by one thread only. */
interface CommitTarget {
  /**
   * Writes all events in one transaction and commits it. An event that cannot be written for a
   * reason of its own is failed alone and left out; the others get their sequence numbers.
   *
   * @return the events that are durable now
   * @throws LedgerException when the transaction failed; none of the events is in the ledger
   */
  List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException;

  /** Told after a batch, when its appenders have been let go. Never throws. */
  void settle();

  /** What is known of it without a batch. */
  enum Condition {
    UNKNOWN,
    /** It has just been written to, or could have been: a failure before is over. */
    WRITABLE,
    LOST
  }

  /** Told when nothing has come for a second. Never throws. */
  Condition idle();

  /** Lets go of the target after the last batch. */
  void close();
}
