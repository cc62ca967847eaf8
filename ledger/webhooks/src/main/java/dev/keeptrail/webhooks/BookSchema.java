package dev.keeptrail.webhooks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of {@code webhooks.db}. */
final class BookSchema {
  static final int VERSION = 1;

  /** "KTwh": marks the file as ours in SQLite's own header field. */
  private static final int APPLICATION_ID = 0x4B547768;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE webhook (id TEXT PRIMARY KEY, url TEXT NOT NULL, kinds TEXT NOT NULL,"
              + " description TEXT NOT NULL, secret TEXT, secret_variable TEXT,"
              + " old_secret TEXT, old_until INTEGER, created INTEGER NOT NULL,"
              + " enabled INTEGER NOT NULL, position INTEGER NOT NULL, failing_since INTEGER,"
              + " problem TEXT) WITHOUT ROWID",
          "CREATE TABLE delivery (id TEXT NOT NULL, webhook TEXT NOT NULL,"
              + " sequence INTEGER NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL,"
              + " state TEXT NOT NULL, attempts INTEGER NOT NULL, status INTEGER, problem TEXT,"
              + " last INTEGER NOT NULL, PRIMARY KEY (webhook, sequence)) WITHOUT ROWID",
          "CREATE INDEX delivery_by_state ON delivery (webhook, state, sequence)",
          "PRAGMA user_version = " + VERSION,
          "PRAGMA application_id = " + APPLICATION_ID);

  private BookSchema() {}

  /** Makes the tables in a new file; refuses a file of something else. */
  static void prepare(Connection connection) throws SQLException, WebhookException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        int application = number(statement, "PRAGMA application_id");
        if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
          for (String sql : TABLES) {
            statement.execute(sql);
          }
        } else if (application != APPLICATION_ID) {
          throw new WebhookException("`webhooks.db` holds something else than webhooks");
        } else if (number(statement, "PRAGMA user_version") != VERSION) {
          throw new WebhookException(
              "`webhooks.db` was written by another version of Keeptrail; use that or a newer one");
        }
        statement.execute("COMMIT");
      } catch (SQLException | WebhookException failed) {
        statement.execute("ROLLBACK");
        throw failed;
      }
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
