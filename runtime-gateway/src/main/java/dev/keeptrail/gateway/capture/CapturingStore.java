package dev.keeptrail.gateway.capture;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what waits at the desk beside each event, and shows what is to be shown after it. The
 * store behind it stays its owner's.
 */
public final class CapturingStore implements EventStore {
  private final EventStore store;
  private final CaptureDesk desk;

  public CapturingStore(EventStore store, CaptureDesk desk) {
    this.store = store;
    this.desk = desk;
  }

  @Override
  public long append(DecisionEvent event, @Nullable StoredCapture capture) throws LedgerException {
    StoredCapture waiting = desk.take(event);
    long sequence = store.append(event, capture == null ? waiting : capture);
    desk.recorded(event);
    return sequence;
  }

  @Override
  public long record(AdministrativeEvent event) throws LedgerException {
    return store.record(event);
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query)
      throws LedgerException {
    return store.administration(query);
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query, LeftOut leftOut)
      throws LedgerException {
    return store.administration(query, leftOut);
  }

  @Override
  public boolean healthy() {
    return store.healthy();
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    return store.query(query);
  }

  @Override
  public List<StoredEvent> query(EventQuery query, LeftOut leftOut) throws LedgerException {
    return store.query(query, leftOut);
  }

  @Override
  public Optional<DecisionEvent> find(String id) throws LedgerException {
    return store.find(id);
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) throws LedgerException {
    return store.captures(first, last);
  }

  @Override
  public List<LedgerEntry> entries(long after, int limit) throws LedgerException {
    return store.entries(after, limit);
  }

  @Override
  public long lastEntry() throws LedgerException {
    return store.lastEntry();
  }

  @Override
  public long lastSequence() throws LedgerException {
    return store.lastSequence();
  }

  @Override
  public EventSpan span(EventQuery query) throws LedgerException {
    return store.span(query);
  }

  @Override
  public void close() {
    store.close();
  }
}
