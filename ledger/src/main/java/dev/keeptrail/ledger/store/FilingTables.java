package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables that people look around with: what each event is found by, and counts by the hour.
 * They stand beside the events and are not part of their schema: builds that do not know them read
 * and write the ledger as before, and what they wrote is filed by the next one that does.
 */
final class FilingTables {
  /** The one that is made last. */
  static final String LAST = "tally";

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS filed (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
              + " reason TEXT NOT NULL, model TEXT NOT NULL, provider TEXT NOT NULL)",
          "CREATE INDEX IF NOT EXISTS filed_by_reason ON filed (reason, at)",
          "CREATE INDEX IF NOT EXISTS filed_by_model ON filed (model, at)",
          "CREATE INDEX IF NOT EXISTS filed_by_provider ON filed (provider, at)",
          UnfiledTable.TABLE,
          "CREATE TABLE IF NOT EXISTS tally (kind TEXT NOT NULL, hour INTEGER NOT NULL,"
              + " name TEXT NOT NULL, verdict TEXT NOT NULL, events INTEGER NOT NULL,"
              + " tokens INTEGER NOT NULL, micro_usd INTEGER NOT NULL, unpriced INTEGER NOT NULL,"
              + " PRIMARY KEY (kind, hour, name, verdict)) WITHOUT ROWID");

  private FilingTables() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
    }
  }
}
