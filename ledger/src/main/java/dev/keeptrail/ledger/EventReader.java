package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Optional;

/** Reads events, also while another process appends. */
public interface EventReader extends AutoCloseable {
  /** The events that fit, newest first. */
  List<StoredEvent> query(EventQuery query) throws LedgerException;

  Optional<DecisionEvent> find(String id) throws LedgerException;

  @Override
  void close();
}
