package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Rows on their way into one table: written one by one, or sent together where each trip to the
 * database costs. Belongs to the transactions of one connection.
 */
final class Insertion {
  private final PreparedStatement statement;
  private final boolean together;
  private int waiting;

  Insertion(Dialect dialect, Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
    this.together = dialect.sendsTogether();
  }

  /** Takes the parameters of the next row. */
  PreparedStatement row() {
    return statement;
  }

  /** The row is complete. */
  void add() throws SQLException {
    if (together) {
      statement.addBatch();
      waiting++;
    } else {
      statement.executeUpdate();
    }
  }

  /** Writes what waits; before the commit, and before anything that reads the table. */
  void flush() throws SQLException {
    if (waiting > 0) {
      waiting = 0;
      int[] ignored = statement.executeBatch();
    }
  }
}
