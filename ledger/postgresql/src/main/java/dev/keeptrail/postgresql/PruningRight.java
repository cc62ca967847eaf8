package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.store.PruneLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The right to prune a ledger: an advisory lock of the session that takes rows out. */
final class PruningRight {
  /** "KTrp"; the first half of the lock's name, the second is the schema. */
  private static final int KIND = 0x4B547270;

  private static final String NAME = "(" + KIND + ", current_schema()::regnamespace::oid::int)";

  private PruningRight() {}

  static PruneLock acquire(PostgresAddress address, Connection connection)
      throws SQLException, LedgerException {
    if (!ask(connection, "SELECT pg_try_advisory_lock" + NAME)) {
      throw PruneLock.held(address.toString());
    }
    return () -> {
      boolean ignored = ask(connection, "SELECT pg_advisory_unlock" + NAME);
    };
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
