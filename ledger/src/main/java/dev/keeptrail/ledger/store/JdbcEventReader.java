package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a ledger over one connection of its own. */
final class JdbcEventReader implements EventReader {
  private final ReadingConnection ledger;

  JdbcEventReader(ReadingConnection ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    if (query.terms().isFiled()) {
      ledger.requireFilings();
    }
    EventSql sql = EventSql.of(ledger.dialect(), query, ledger.filesLater());
    return ledger.events(sql.text(), sql.parameters());
  }

  @Override
  public Optional<DecisionEvent> find(String id) throws LedgerException {
    return ledger.events("SELECT sequence, json FROM event WHERE id = ?", List.of(id)).stream()
        .map(StoredEvent::event)
        .findFirst();
  }

  @Override
  public Map<Long, StoredCapture> captures(long first, long last) throws LedgerException {
    return ledger.read(open ->
        ledger.dialect().has(open, CaptureTable.NAME)
            ? CaptureTable.read(open, first, last)
            : Map.of());
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query)
      throws LedgerException {
    return ledger.read(open ->
        ledger.dialect().has(open, AdministrationTable.NAME)
            ? AdministrationTable.read(open, query)
            : List.of());
  }

  @Override
  public List<LedgerEntry> entries(long after, int limit) throws LedgerException {
    return EntryRows.read(ledger, after, limit);
  }

  @Override
  public long lastEntry() throws LedgerException {
    return EntryRows.last(ledger);
  }

  @Override
  public long lastSequence() throws LedgerException {
    return ledger.read(open -> LedgerSchema.number(open, "SELECT max(sequence) FROM event"));
  }

  @Override
  public void close() {
    ledger.close();
  }
}
