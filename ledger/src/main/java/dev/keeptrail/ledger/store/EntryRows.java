package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.UnreadableEntry;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decisions and administrative events in the order of their numbers. Stateless. */
final class EntryRows {
  private static final String DECISIONS =
      "SELECT sequence, 0 AS administrative, json, id FROM event WHERE sequence > ? ORDER BY sequence"
          + " LIMIT ?";
  private static final String BOTH =
      "SELECT sequence, administrative, json, id FROM (SELECT * FROM ("
          + DECISIONS
          + ") AS decided UNION ALL SELECT * FROM (SELECT sequence, 1 AS administrative, json, id"
          + " FROM administration WHERE sequence > ? ORDER BY sequence LIMIT ?) AS administered)"
          + " AS kept ORDER BY sequence LIMIT ?";

  private EntryRows() {}

  /** One statement, so that both tables are seen as they were at one moment. */
  static List<LedgerEntry> read(ReadingConnection ledger, long after, int limit)
      throws LedgerException {
    long most = limit;
    return administers(ledger)
        ? ledger.read(BOTH, List.of(after, most, after, most, most), EntryRows::entries)
        : ledger.read(DECISIONS, List.of(after, most), EntryRows::entries);
  }

  /** The greatest number; 0 where nothing has one. */
  static long last(ReadingConnection ledger) throws LedgerException {
    boolean administers = administers(ledger);
    return ledger.read(open ->
        Math.max(
            LedgerSchema.number(open, "SELECT max(sequence) FROM event"),
            administers
                ? LedgerSchema.number(open, "SELECT max(sequence) FROM administration")
                : 0));
  }

  private static boolean administers(ReadingConnection ledger) throws LedgerException {
    return ledger.read(open -> ledger.dialect().has(open, AdministrationTable.NAME));
  }

  private static List<LedgerEntry> entries(ResultSet rows) throws SQLException {
    List<LedgerEntry> entries = new ArrayList<>();
    while (rows.next()) {
      long sequence = rows.getLong(1);
      boolean decision = rows.getInt(2) == 0;
      byte[] json = rows.getBytes(3);
      entries.add(entry(sequence, decision, json == null ? new byte[0] : json, rows));
    }
    return entries;
  }

  private static LedgerEntry entry(long sequence, boolean decision, byte[] json, ResultSet row)
      throws SQLException {
    try {
      return decision
          ? new StoredEvent(sequence, EventJson.read(json))
          : new StoredAdministrativeEvent(sequence, AdministrativeJson.read(json));
    } catch (EventFormatException _) {
      String id = Objects.requireNonNullElse(TextColumn.read(row, 4), "");
      return new UnreadableEntry(sequence, decision, id);
    }
  }
}
