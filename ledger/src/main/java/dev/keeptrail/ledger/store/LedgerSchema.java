package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of a ledger, and how to tell a ledger from any other SQLite file. */
final class LedgerSchema {
  /**
   * 2 has administrative events, which share the numbers of decisions; 3 has a salt beside each
   * event; 4 has no index by time alone, because the one by verdict says all times.
   */
  static final int VERSION = 4;

  /** What came before can be read as it is, and is brought up to date when it is written to. */
  private static final int OLDEST = 1;

  /** "KTrl": marks the file as ours in SQLite's own header field. */
  private static final int APPLICATION_ID = 0x4B54726C;

  /**
   * The event is kept as its JSON; beside it stand only the columns that queries need. The columns
   * follow the order of use, so that an index entry covers the sort as well.
   */
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE schema_version (version INTEGER NOT NULL)",
          "INSERT INTO schema_version VALUES (" + VERSION + ")",
          "CREATE TABLE event (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL,"
              + " at INTEGER NOT NULL, verdict TEXT NOT NULL, json TEXT NOT NULL, salt BLOB)",
          "CREATE UNIQUE INDEX event_by_id ON event (id)",
          "CREATE INDEX event_by_verdict ON event (verdict, at)",
          "CREATE TABLE deciding_policy (policy TEXT NOT NULL, at INTEGER NOT NULL,"
              + " sequence INTEGER NOT NULL, PRIMARY KEY (policy, at, sequence)) WITHOUT ROWID",
          AdministrationTable.TABLE,
          AdministrationTable.ID_INDEX,
          AdministrationTable.TIME_INDEX,
          "PRAGMA application_id = " + APPLICATION_ID);

  private static final List<String> FROM_VERSION_1 =
      List.of(
          "ALTER TABLE event ADD COLUMN salt BLOB",
          AdministrationTable.TABLE,
          AdministrationTable.ID_INDEX,
          AdministrationTable.TIME_INDEX,
          "DROP INDEX IF EXISTS event_by_time",
          "UPDATE schema_version SET version = " + VERSION);

  private static final List<String> FROM_VERSION_2 =
      List.of(
          "ALTER TABLE event ADD COLUMN salt BLOB",
          "ALTER TABLE administration ADD COLUMN salt BLOB",
          "DROP INDEX IF EXISTS event_by_time",
          "UPDATE schema_version SET version = " + VERSION);

  private static final List<String> FROM_VERSION_3 =
      List.of(
          "DROP INDEX IF EXISTS event_by_time", "UPDATE schema_version SET version = " + VERSION);

  private LedgerSchema() {}

  /** Whether the file holds nothing yet: new, or left by a process that died while making it. */
  static boolean isEmpty(Connection connection) throws SQLException {
    return number(connection, "PRAGMA application_id") == 0
        && number(connection, "SELECT count(*) FROM sqlite_master") == 0;
  }

  /** Makes all tables or none. */
  static void create(Connection connection) throws SQLException {
    execute(connection, TABLES);
  }

  /** Brings a ledger of an earlier build up to date, or leaves it as it is. */
  static void upgrade(Connection connection) throws SQLException {
    switch ((int) number(connection, "SELECT max(version) FROM schema_version")) {
      case OLDEST -> execute(connection, FROM_VERSION_1);
      case 2 -> execute(connection, FROM_VERSION_2);
      case 3 -> execute(connection, FROM_VERSION_3);
      default -> {}
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException failed) {
      giveUp(connection, failed);
      throw failed;
    }
  }

  /** A full disk ends the transaction by itself; that there is none then must not be the news. */
  private static void giveUp(Connection connection, SQLException failed) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException second) {
      failed.addSuppressed(second);
    }
  }

  static void requireReadable(Connection connection, LedgerFiles files)
      throws SQLException, LedgerException {
    if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
      throw new LedgerException(
          "`" + files.database() + "` is a database but not a ledger; it was left as it is");
    }
    long version = number(connection, "SELECT max(version) FROM schema_version");
    if (version < OLDEST || version > VERSION) {
      throw new LedgerException(
          "the ledger `"
              + files.database()
              + "` has schema version "
              + version
              + ", this build knows versions "
              + OLDEST
              + " to "
              + VERSION
              + "; use the build that wrote it or a newer one");
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
