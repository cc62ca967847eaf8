package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upkeep over a connection of its own, beside whoever appends. */
final class Upkeep implements LedgerUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int BUSY_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_MILLIS = 100;

  private final LedgerFiles files;
  private final Connection connection;
  private final Administration administration;
  private final InstantSource clock;

  private Upkeep(
      LedgerFiles files,
      Connection connection,
      Administration administration,
      InstantSource clock) {
    this.files = files;
    this.connection = connection;
    this.administration = administration;
    this.clock = clock;
  }

  static Upkeep open(LedgerFiles files, Administration administration, InstantSource clock)
      throws LedgerException {
    if (!Files.exists(files.database())) {
      throw SqliteLedger.none(files);
    }
    try {
      Connection connection = DriverManager.getConnection(files.url("mode=rw"));
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        // What is pruned is to be gone from the file as well.
        statement.execute("PRAGMA secure_delete = ON");
      }
      LedgerSchema.requireReadable(connection, files);
      return new Upkeep(files, connection, administration, clock);
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  @Override
  public Pruning plan(Retention retention) throws LedgerException {
    try {
      return pruner(retention).plan();
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  private Pruner pruner(Retention retention) throws SQLException, LedgerException {
    return new Pruner(connection, retention, administration.holds(), clock.instant());
  }

  @Override
  public Pruning prune(Retention retention, Actor actor, Settling settling)
      throws LedgerException, InterruptedException {
    try {
      Pruner pruner = pruner(retention);
      Pruning pruning = pruner.plan();
      if (pruning.isNothing()) {
        return pruning;
      }
      Pruner.announce(administration, actor, pruning, retention);
      settling.settle();
      awaitNotice(pruning);
      pruner.carryOut(pruning);
      return pruning;
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  /** Until the notice is in the tree and signed. */
  private void awaitNotice(Pruning pruning)
      throws SQLException, LedgerException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSigned(pruning)) {
      if (System.nanoTime() > end) {
        throw new LedgerException(
            "nothing was pruned: the notice of it is not in the ledger yet, and goes first; try"
                + " again later");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean isSigned(Pruning pruning) throws SQLException, LedgerException {
    long signed = LedgerSchema.number(connection, "SELECT max(size) FROM checkpoint");
    Notices notices = Notices.read(connection, signed);
    return pruning.ranges().stream().allMatch(notices::cover);
  }

  @Override
  public void copyTo(Path file) throws LedgerException {
    copy(connection, file);
  }

  static void copy(Connection connection, Path file) throws LedgerException {
    try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      Files.deleteIfExists(file);
      copy.setString(1, file.toString());
      copy.execute();
    } catch (SQLException exception) {
      throw SqliteProblem.of(file, exception);
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be written", exception);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException exception) {
      LOG.debug("closing {} failed", files.database(), exception);
    }
  }
}
