package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done about a database's log beside writing to it. Called by the writer's thread. */
interface LogCare {
  /** For a database that looks after its log by itself. */
  LogCare NONE =
      new LogCare() {
        @Override
        public void committed() {}

        @Override
        public void settle(Connection writing) {}
      };

  /** There is a commit, and its appenders still wait. */
  void committed();

  /**
   * They have been let go.
   *
   * @param writing the writer's connection, between two transactions, with automatic commits off
   */
  void settle(Connection writing) throws SQLException;
}
