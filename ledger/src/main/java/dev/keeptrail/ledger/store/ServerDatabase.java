package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.retention.Pruning;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A database on a server that holds a ledger, as whoever writes to it needs it. Its tables have the
 * names and columns of the SQLite file's. Safe for use by many threads.
 */
public interface ServerDatabase extends Database {
  /** Whether there are tables of a ledger. */
  boolean isMade() throws SQLException, LedgerException;

  /** Makes the tables where there are none, and brings those of an earlier build up to date. */
  void prepare() throws SQLException, LedgerException;

  /**
   * The connection of the one who appends, with automatic commits off. Nobody else gets one as long
   * as it is open.
   *
   * @throws LedgerException when another process appends
   */
  Connection appending(Durability durability) throws SQLException, LedgerException;

  /** A connection that changes rows, and commits by itself. */
  Connection changing() throws SQLException, LedgerException;

  /**
   * The right to prune, which goes with the connection at the latest.
   *
   * @param changing a connection that commits by itself
   * @throws LedgerException when somebody else is pruning
   */
  PruneLock lockForPruning(Connection changing) throws SQLException, LedgerException;

  /**
   * Makes room for events, and looks their ids up.
   *
   * @param appending the connection of the one who appends
   * @param next the number that the first of them will have
   * @return the ids that the ledger has already; can be changed
   */
  Set<String> admit(Connection appending, long next, List<String> ids) throws SQLException;

  /**
   * Takes out whole parts of the tables in which nothing is that stays.
   *
   * @param changing a connection that commits by itself
   * @param ranges of numbers that go, ascending
   * @return the ranges whose rows are there still
   */
  List<Pruning.Range> takeOutWhole(Connection changing, List<Pruning.Range> ranges)
      throws SQLException;
}
