package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.retention.Pruning;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The administration and the upkeep of a ledger on a server, in the tables beside its events. */
record ServerAdministration(ServerDatabase database)
    implements JdbcAdministration.Home, Upkeep.Ways {
  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public String place() {
    return database.place();
  }

  @Override
  public LedgerException problem(SQLException exception) {
    return database.problem(exception);
  }

  @Override
  public boolean isLost(SQLException exception) {
    return database.isLost(exception);
  }

  @Override
  public Connection open() throws SQLException, LedgerException {
    return database.changing();
  }

  @Override
  public void copy(Connection connection, Path file) throws LedgerException {
    throw new LedgerException(
        "the ledger `"
            + database.place()
            + "` is copied with the server's own means, such as pg_dump; copy the keys in its folder"
            + " too");
  }

  @Override
  public PruneLock lock(Connection connection) throws SQLException, LedgerException {
    return database.lockForPruning(connection);
  }

  @Override
  public List<Pruning.Range> takeOutWhole(Connection connection, List<Pruning.Range> ranges)
      throws SQLException {
    return database.takeOutWhole(connection, ranges);
  }
}
