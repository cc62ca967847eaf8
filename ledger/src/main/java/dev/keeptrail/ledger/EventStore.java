package dev.keeptrail.ledger;

import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/** A ledger that is open for appending; one process at a time. Safe for use by many threads. */
public interface EventStore extends EventReader {
  /**
   * Appends an event and returns its sequence number once it is durable. Meant for virtual threads:
   * it blocks until the group commit that carries the event is through.
   *
   * @throws LedgerException when the event is not durable; the caller must not release what it
   *     records
   */
  default long append(DecisionEvent event) throws LedgerException {
    return append(event, null);
  }

  /**
   * The same with what was captured of the exchange: both are durable, or neither is.
   *
   * @param capture null where nothing is to be kept
   */
  long append(DecisionEvent event, @Nullable StoredCapture capture) throws LedgerException;

  /**
   * Appends an administrative event and returns its sequence number once it is durable; the number
   * that it has already where it is there.
   */
  long record(AdministrativeEvent event) throws LedgerException;

  /**
   * Whether appends can be expected to work; false after a failed commit until one succeeds again.
   */
  boolean healthy();
}
