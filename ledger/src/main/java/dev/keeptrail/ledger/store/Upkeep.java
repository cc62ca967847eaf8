package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.retention.Hold;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upkeep over a connection of its own, beside whoever appends. */
final class Upkeep implements LedgerUpkeep {
  /** What a database does in its own way. */
  interface Ways {
    /**
     * Takes whole parts out of the tables where nothing else is in them.
     *
     * @return the ranges of which rows are left to be taken out
     */
    List<Pruning.Range> takeOutWhole(Connection connection, List<Pruning.Range> ranges)
        throws SQLException;

    /**
     * The right to prune, held by one at a time.
     *
     * @throws LedgerException when somebody else is pruning
     */
    PruneLock lock(Connection connection) throws SQLException, LedgerException;

    /** Writes the ledger of one moment into a file. */
    void copy(Connection connection, Path file) throws LedgerException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_MILLIS = 100;

  private final Database database;
  private final Connection connection;
  private final Ways ways;
  private final Keys keys;
  private final Administration administration;
  private final InstantSource clock;

  Upkeep(
      Database database,
      Connection connection,
      Ways ways,
      Keys keys,
      Administration administration,
      InstantSource clock) {
    this.database = database;
    this.connection = connection;
    this.ways = ways;
    this.keys = keys;
    this.administration = administration;
    this.clock = clock;
  }

  @Override
  public Pruning plan(Retention retention) throws LedgerException {
    try {
      return inOneTransaction(pruner(retention)::total);
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  @Override
  public void requireHolds() throws LedgerException {
    try {
      List<Hold> ignored =
          inOneTransaction(
              () -> ToldHolds.require(database.dialect(), connection, administration, ""));
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  /** What is worked out. */
  @FunctionalInterface
  private interface Planning<T> {
    T work() throws SQLException, LedgerException;
  }

  /** In one transaction, which lets a server hand rows over a few at a time. */
  private <T> T inOneTransaction(Planning<T> planning) throws SQLException, LedgerException {
    connection.setAutoCommit(false);
    try {
      return planning.work();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Pruner pruner(Retention retention) throws SQLException, LedgerException {
    TreeTables.require(database, connection);
    return new Pruner(
        database.dialect(),
        connection,
        retention,
        ToldHolds.require(database.dialect(), connection, administration, "nothing was pruned: "),
        clock.instant(),
        keys.known(connection));
  }

  @Override
  public Pruning prune(Retention retention, Actor actor, Settling settling)
      throws LedgerException, InterruptedException {
    try (PruneLock _ = ways.lock(connection)) {
      NoteSigner signer = signer();
      settleEarlier(settling);
      Pruner pruner = pruner(retention);
      Pruner.Plan plan = inOneTransaction(pruner::plan);
      Pruning pruning = plan.pruning();
      if (pruning.isNothing()) {
        return pruning;
      }
      long before = signed();
      Pruner.announce(administration, actor, plan, retention, signer);
      settling.settle();
      await(() -> notices(before).coverAll(pruning.ranges()));
      pruner.carryOut(ways.takeOutWhole(connection, pruning.ranges()));
      return pruning;
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  /**
   * The key that signs notices.
   *
   * @throws LedgerException where it is not here, or nobody would believe it
   */
  private NoteSigner signer() throws SQLException, LedgerException {
    TreeTables.require(database, connection);
    NoteSigner signer;
    try {
      signer = keys.present(connection);
    } catch (LedgerException missing) {
      throw new LedgerException(
          "nothing was pruned, because what goes is announced with the ledger's signature: "
              + missing.getMessage(),
          missing);
    }
    if (!keys.known(connection).contains(signer.publicKey())) {
      throw new LedgerException(
          "nothing was pruned: `checkpoint.key` is no key of this ledger, and nobody would believe"
              + " the notice of it",
          "copy `checkpoint.key` and `checkpoint.keys` together from where its gateway runs");
    }
    return signer;
  }

  /**
   * A notice says what went before it, so the one of a pruning that came to no end has to be there
   * first.
   */
  private void settleEarlier(Settling settling)
      throws SQLException, LedgerException, InterruptedException {
    if (!isSettled()) {
      settling.settle();
      await(this::isSettled);
    }
  }

  private boolean isSettled() throws SQLException, LedgerException {
    return !administration.isWaiting(Notices.ACTION)
        && (!database.dialect().has(connection, AdministrationTable.NAME)
            || LedgerSchema.number(
                    connection,
                    "SELECT max(sequence) FROM administration WHERE action = '"
                        + Notices.ACTION
                        + "'")
                <= signed());
  }

  /** What has to be so before anything goes. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws SQLException, LedgerException;
  }

  /** Until the notice is in the tree and signed. */
  private static void await(Condition condition)
      throws SQLException, LedgerException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new LedgerException(
            "nothing was pruned: the notice of it is not in the ledger yet, and goes first; try"
                + " again later");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private long signed() throws SQLException, LedgerException {
    return LedgerSchema.number(connection, "SELECT max(size) FROM checkpoint");
  }

  /** The notices that are signed by now and have a greater number than this. */
  private Notices notices(long after) throws SQLException, LedgerException {
    var asked = new Notices.Asked(keys.known(connection), after, signed());
    return Notices.require(database.dialect(), connection, asked);
  }

  @Override
  public void copyTo(Path file) throws LedgerException {
    ways.copy(connection, file);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.debug("closing {} failed", database.place(), exception);
    }
  }
}
