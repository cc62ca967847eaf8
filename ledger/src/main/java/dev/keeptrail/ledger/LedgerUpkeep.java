package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;

/** Prunes and copies a ledger, whether or not a process appends to it. Confined to one thread. */
public interface LedgerUpkeep extends AutoCloseable {
  /** Sees to it that the trail gets into the ledger, where nobody else does. */
  @FunctionalInterface
  interface Settling {
    void settle() throws LedgerException;
  }

  /** All that prunings would take out now, however many it takes; nothing is changed. */
  Pruning plan(Retention retention) throws LedgerException;

  /**
   * Takes out what is too old and not held. That it does is an event of the ledger, and signed,
   * before the first event goes; leaves stay, so proofs hold as before. What one notice cannot
   * speak of is left for the next call.
   *
   * @return what was taken out
   * @throws LedgerException also when the notice does not get into the ledger in time; then nothing
   *     is taken out
   */
  Pruning prune(Retention retention, Actor actor, Settling settling)
      throws LedgerException, InterruptedException;

  /**
   * Compares the holds that are kept with the trail that placed them, as each pruning does first.
   *
   * @throws LedgerException where the trail tells of one that is not kept, or is another there
   */
  void requireHolds() throws LedgerException;

  /** Writes the ledger as it is at one moment into a database file of its own. */
  void copyTo(Path file) throws LedgerException;

  @Override
  void close();
}
