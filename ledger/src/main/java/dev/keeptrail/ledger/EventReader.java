package dev.keeptrail.ledger;

import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads events, also while another process appends. */
public interface EventReader extends AutoCloseable {
  /** The events that fit, in the order the query asks for. */
  List<StoredEvent> query(EventQuery query) throws LedgerException;

  Optional<DecisionEvent> find(String id) throws LedgerException;

  /** The administrative events that fit, the newest first. */
  List<StoredAdministrativeEvent> administration(AdministrationQuery query) throws LedgerException;

  /** What was captured beside events, by sequence number, both ends inclusive. */
  Map<Long, StoredCapture> captures(long first, long last) throws LedgerException;

  /** The greatest sequence number so far; 0 for an empty ledger. Cheap enough to poll. */
  long lastSequence() throws LedgerException;

  @Override
  void close();
}
