package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The right to append to a ledger: an advisory lock of the session, so that it ends with the
 * connection that writes, and nothing is ever written without it. Does not go together with proxies
 * that lend one session to several clients.
 */
final class WriterLock {
  /** "KTrl"; the first half of the lock's name, the second is the schema. */
  private static final int KIND = 0x4B54726C;

  private static final String SCHEMA = "current_schema()::regnamespace::oid::int";

  private WriterLock() {}

  static void acquire(PostgresAddress address, Connection connection)
      throws SQLException, LedgerException {
    try (Statement statement = connection.createStatement();
        ResultSet got =
            statement.executeQuery("SELECT pg_try_advisory_lock(" + KIND + ", " + SCHEMA + ")")) {
      if (!got.next() || !got.getBoolean(1)) {
        throw new LedgerInUseException(
            "the ledger `"
                + address
                + "` is already open for appending by server process "
                + holder(connection)
                + "; stop the gateway that has it, or choose another schema");
      }
    }
  }

  private static String holder(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet holder =
            statement.executeQuery(
                "SELECT held.pid, coalesce(host(client_addr), 'this machine')"
                    + " FROM pg_locks AS held LEFT JOIN pg_stat_activity USING (pid)"
                    + " WHERE locktype = 'advisory' AND granted AND held.database = (SELECT oid FROM"
                    + " pg_database WHERE datname = current_database()) AND classid = "
                    + KIND
                    + " AND objid = current_schema()::regnamespace::oid")) {
      return holder.next()
          ? holder.getInt(1) + ", from " + holder.getString(2)
          : "that has just gone";
    }
  }
}
