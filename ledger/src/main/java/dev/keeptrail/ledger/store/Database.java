package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that holds a ledger, as its readers need it. Safe for use by many threads. */
public interface Database {
  Dialect dialect();

  /** What it is called in messages, such as the path of its file. Holds no password. */
  String place();

  /** Says in the reader's words what the database reports; nothing of what is stored. */
  LedgerException problem(SQLException exception);

  /** One row broke a rule of its table. */
  boolean isConstraint(SQLException exception);

  /** Whether the connection that reported it is of no more use, while another one may be. */
  boolean isLost(SQLException exception);

  /**
   * A connection that reads, and commits by itself. Each transaction on it sees the ledger of one
   * moment.
   *
   * @throws LedgerException when there is no ledger, or none that this build can read
   */
  Connection reading() throws SQLException, LedgerException;
}
