package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Decisions and administrative events in the order of their numbers. Stateless. */
final class EntryRows {
  private static final String DECISIONS =
      "SELECT sequence, 0 AS administrative, json FROM event WHERE sequence > ? ORDER BY sequence"
          + " LIMIT ?";
  private static final String BOTH =
      "SELECT sequence, administrative, json FROM (SELECT * FROM ("
          + DECISIONS
          + ") AS decided UNION ALL SELECT * FROM (SELECT sequence, 1 AS administrative, json FROM"
          + " administration WHERE sequence > ? ORDER BY sequence LIMIT ?) AS administered)"
          + " AS kept ORDER BY sequence LIMIT ?";

  private EntryRows() {}

  /** One statement, so that both tables are seen as they were at one moment. */
  static List<LedgerEntry> read(ReadingConnection ledger, long after, int limit)
      throws LedgerException {
    long most = limit;
    return administers(ledger)
        ? ledger.read(BOTH, List.of(after, most, after, most, most), rows -> entries(ledger, rows))
        : ledger.read(DECISIONS, List.of(after, most), rows -> entries(ledger, rows));
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

  private static List<LedgerEntry> entries(ReadingConnection ledger, ResultSet rows)
      throws SQLException, LedgerException {
    List<LedgerEntry> entries = new ArrayList<>();
    while (rows.next()) {
      long sequence = rows.getLong(1);
      byte[] json = rows.getBytes(3);
      entries.add(
          rows.getInt(2) == 0
              ? ledger.event(json, sequence)
              : new AdministrativeRow(sequence, json, 0, null).orThrow());
    }
    return entries;
  }
}
