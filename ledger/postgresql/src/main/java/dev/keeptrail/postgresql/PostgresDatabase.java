package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.store.Dialect;
import dev.keeptrail.ledger.store.PruneLock;
import dev.keeptrail.ledger.store.ServerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database that holds a ledger, in a schema of its own. */
final class PostgresDatabase implements ServerDatabase {
  private final PostgresAddress address;
  private final Connections connections;
  private final Migrations migrations;

  /** What the one who appends has learnt; null as long as nobody appends. */
  private volatile @Nullable Admission admission;

  /**
   * A database.
   *
   * @param environment variables by their name, for the password
   */
  PostgresDatabase(PostgresAddress address, UnaryOperator<@Nullable String> environment) {
    this.address = address;
    this.connections = new Connections(address, environment);
    this.migrations = new Migrations(address, connections);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public String place() {
    return address.toString();
  }

  @Override
  public LedgerException problem(SQLException exception) {
    return PostgresProblem.of(address, exception);
  }

  @Override
  public boolean isConstraint(SQLException exception) {
    return PostgresProblem.isConstraint(exception);
  }

  @Override
  public boolean isLost(SQLException exception) {
    return PostgresProblem.isLost(exception);
  }

  @Override
  public boolean isMade() throws SQLException, LedgerException {
    return migrations.found() > 0;
  }

  @Override
  public void prepare() throws SQLException, LedgerException {
    migrations.migrateWhereNeeded();
  }

  /** What is done to a connection before anybody gets it. */
  @FunctionalInterface
  private interface Readying {
    void on(Connection connection) throws SQLException, LedgerException;
  }

  private Connection opened(Connection connection, Readying readying)
      throws SQLException, LedgerException {
    boolean ready = false;
    try {
      migrations.requireCurrent(connection);
      readying.on(connection);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  @Override
  public Connection reading() throws SQLException, LedgerException {
    return opened(
        connections.reading(),
        connection -> {
          // WHY: each question has an index that stops early. Of the price of reading JSON for a
          // filter
          // the planner knows nothing, and would read parts whole to sort them.
          execute(connection, "SET enable_seqscan = off");
          connection.setReadOnly(true);
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        });
  }

  @Override
  public Connection changing() throws SQLException, LedgerException {
    return opened(
        connections.reading(), connection -> execute(connection, "SET lock_timeout = '10s'"));
  }

  @Override
  public Connection appending(Durability durability) throws SQLException, LedgerException {
    return opened(
        connections.writing(),
        connection -> {
          WriterLock.acquire(address, connection, connections::reading);
          execute(connection, "SET lock_timeout = '5s'");
          // WHY: its few questions all have an index, and a plan made while a table was empty is
          // kept.
          execute(connection, "SET enable_seqscan = off");
          execute(connection, synchronousCommit(durability));
          connection.setAutoCommit(false);
        });
  }

  /** What the server demands beyond its own disk, such as a standby's, stays. */
  private static String synchronousCommit(Durability durability) {
    return switch (durability) {
      case BATCH -> "SET synchronous_commit = off";
      case STRICT ->
          "SELECT set_config('synchronous_commit', 'on', false)"
              + " WHERE current_setting('synchronous_commit') = 'off'";
    };
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean ignored = statement.execute(sql);
    }
  }

  @Override
  public PruneLock lockForPruning(Connection changing) throws SQLException, LedgerException {
    return PruningRight.acquire(address, changing);
  }

  @Override
  public Set<String> admit(Connection appending, long next, List<String> ids) throws SQLException {
    Admission current = admission;
    if (current == null || !current.isOf(appending)) {
      current = new Admission(appending);
      admission = current;
    }
    return current.admit(next, ids);
  }

  @Override
  public List<Pruning.Range> takeOutWhole(Connection changing, List<Pruning.Range> ranges)
      throws SQLException {
    return new PartitionPruner(changing).takeOut(ranges);
  }
}
