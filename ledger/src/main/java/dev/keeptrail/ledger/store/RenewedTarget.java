package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes through a connection that is given up when a transaction failed; the next batch gets a new
 * one. After a full disk SQLite has ended the transaction by itself, and statements of the driver
 * are dead for good: nothing of that connection is to be built on.
 */
final class RenewedTarget implements CommitTarget {
  private final Opening opening;
  private @Nullable EventInserter inserter;

  /** Opens a connection and what writes through it. */
  @FunctionalInterface
  interface Opening {
    EventInserter open() throws LedgerException;
  }

  /** Opens the first one at once. */
  RenewedTarget(Opening opening) throws LedgerException {
    this.opening = opening;
    this.inserter = opening.open();
  }

  @Override
  public List<PendingEvent> commit(List<PendingEvent> batch) throws LedgerException {
    EventInserter current = inserter;
    if (current == null) {
      current = opening.open();
      inserter = current;
    }
    boolean committed = false;
    try {
      List<PendingEvent> written = current.commit(batch);
      committed = true;
      return written;
    } finally {
      if (!committed) {
        giveUp(current);
      }
    }
  }

  @Override
  public void idle() {
    EventInserter current = inserter;
    if (current != null && !current.checkpoint()) {
      giveUp(current);
    }
  }

  private void giveUp(EventInserter current) {
    inserter = null;
    current.close();
  }

  @Override
  public void close() {
    idle();
    EventInserter current = inserter;
    if (current != null) {
      giveUp(current);
    }
  }
}
