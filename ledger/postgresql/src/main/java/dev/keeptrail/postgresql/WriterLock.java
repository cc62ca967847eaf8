package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The right to append to a ledger: an advisory lock of the session, so that it ends with the
 * connection that writes, and nothing is ever written without it. Proxies that lend one session to
 * several clients are found out: the lock would be the others' as well, or stay behind in a session
 * that nobody writes in.
 */
final class WriterLock {
  /** "KTrl"; the first half of the lock's name, the second is the schema. */
  private static final int KIND = 0x4B54726C;

  private static final String SCHEMA = "current_schema()::regnamespace::oid::int";

  /** Only the session of whoever asks. */
  private static final String OWN = "held.pid = pg_backend_pid()";

  private WriterLock() {}

  /**
   * Takes the lock.
   *
   * @param connection the one that will write
   * @param other opens another one, as another client would
   * @throws LedgerInUseException when another session has it
   * @throws LentSessionException when both connections are of one session
   */
  static void acquire(PostgresAddress address, Connection connection, Opening other)
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
    try (Connection stranger = other.open()) {
      if (holder(stranger, OWN).isPresent()) {
        release(stranger);
        throw new LentSessionException();
      }
    }
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** WHY: left in a session that somebody keeps, it would keep everybody else from writing. */
  private static void release(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean ignored =
          statement.execute("SELECT pg_advisory_unlock(" + KIND + ", " + SCHEMA + ")");
    }
  }

  /**
   * Which process of the server serves this connection, and has the lock.
   *
   * @throws LentSessionException when it has not
   */
  static int process(Connection connection) throws SQLException {
    return holder(connection, OWN).orElseThrow(LentSessionException::new).process();
  }

  /** Who has the lock. */
  private record Holder(int process, String from) {}

  private static String holder(Connection connection) throws SQLException {
    return holder(connection, "TRUE")
        .map(holder -> holder.process() + ", from " + holder.from())
        .orElse("that has just gone");
  }

  private static Optional<Holder> holder(Connection connection, String condition)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet holder =
            statement.executeQuery(
                "SELECT held.pid, coalesce(host(client_addr), 'this machine')"
                    + " FROM pg_locks AS held LEFT JOIN pg_stat_activity USING (pid)"
                    + " WHERE locktype = 'advisory' AND granted AND held.database = (SELECT oid FROM"
                    + " pg_database WHERE datname = current_database()) AND classid = "
                    + KIND
                    + " AND objid = current_schema()::regnamespace::oid AND "
                    + condition)) {
      return holder.next()
          ? Optional.of(new Holder(holder.getInt(1), holder.getString(2)))
          : Optional.empty();
    }
  }
}
