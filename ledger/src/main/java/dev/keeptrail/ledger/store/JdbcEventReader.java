package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a ledger over one connection of its own. */
final class JdbcEventReader implements EventReader {
  /** Rows of the trail that are read at a time to find those about one thing. */
  private static final int MANY = 1_000;

  private final ReadingConnection ledger;

  JdbcEventReader(ReadingConnection ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<StoredEvent> query(EventQuery query) throws LedgerException {
    if (query.terms().caller().isAnybody()) {
      EventSql sql = sql(query);
      return ledger.events(sql.text(), sql.parameters());
    }
    var leftOut = new LeftOutRecords();
    List<StoredEvent> found = query(query, leftOut);
    if (!leftOut.isNone()) {
      throw new LedgerException(leftOut.words());
    }
    return found;
  }

  @Override
  public List<StoredEvent> query(EventQuery query, LeftOut leftOut) throws LedgerException {
    List<StoredEvent> found = new ArrayList<>();
    EventQuery asked = query;
    while (true) {
      EventSql sql = sql(asked);
      EventRows rows = ledger.rows(sql.text(), sql.parameters(), leftOut);
      found.addAll(rows.fitting(query.terms().caller()));
      EventPosition last = rows.last();
      if (last == null || rows.count() < asked.limit() || found.size() == query.limit()) {
        return found;
      }
      asked = asked.further(last, query.limit() - found.size());
    }
  }

  private EventSql sql(EventQuery query) throws LedgerException {
    if (query.terms().isFiled()) {
      ledger.requireFilings();
    }
    return EventSql.of(ledger.dialect(), query, ledger.filesLater());
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
    return trail(query, row -> Optional.of(row.orThrow()));
  }

  @Override
  public List<StoredAdministrativeEvent> administration(AdministrationQuery query, LeftOut leftOut)
      throws LedgerException {
    return trail(
        query,
        row -> {
          Optional<StoredAdministrativeEvent> read = row.read();
          if (read.isEmpty()) {
            leftOut.add(row.sequence(), row.id());
          }
          return read;
        });
  }

  /** Reads a row of the trail; empty where it is passed over. */
  private interface Reading {
    Optional<StoredAdministrativeEvent> of(AdministrativeRow row) throws LedgerException;
  }

  private List<StoredAdministrativeEvent> trail(AdministrationQuery query, Reading reading)
      throws LedgerException {
    List<StoredAdministrativeEvent> found = new ArrayList<>();
    AdministrationQuery asked = query.behind(query.before(), rows(query, 0));
    while (true) {
      List<AdministrativeRow> rows = administrative(asked);
      for (AdministrativeRow row : rows) {
        if (found.size() == query.limit()) {
          return found;
        }
        reading.of(row).filter(entry -> query.isAbout(entry.event())).ifPresent(found::add);
      }
      if (rows.size() < asked.limit() || found.size() == query.limit()) {
        return found;
      }
      asked = asked.behind(rows.getLast().position(), rows(query, found.size()));
    }
  }

  /** As many as are missing; more where most may be about something else. */
  private static int rows(AdministrationQuery query, int found) {
    int missing = query.limit() - found;
    return query.subject() == null ? missing : Math.max(missing, MANY);
  }

  private List<AdministrativeRow> administrative(AdministrationQuery query) throws LedgerException {
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
  public EventSpan span(EventQuery query) throws LedgerException {
    if (query.since() == null && query.until() == null) {
      return new EventSpan(query.afterSequence(), lastSequence());
    }
    EventSql sql = EventSql.span(ledger.dialect(), query);
    return ledger.read(open -> {
      try (PreparedStatement select = open.prepareStatement(sql.text())) {
        Parameters.bind(select, sql.parameters());
        try (ResultSet rows = select.executeQuery()) {
          // Without a row of that time both are zero.
          return rows.next()
              ? new EventSpan(Math.max(query.afterSequence(), rows.getLong(1) - 1), rows.getLong(2))
              : new EventSpan(0, 0);
        }
      }
    });
  }

  @Override
  public void close() {
    ledger.close();
  }
}
