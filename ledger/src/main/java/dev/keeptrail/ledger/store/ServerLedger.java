package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.integrity.NoteKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A ledger in a database on a server. What must not lie there stays in a folder of this machine:
 * the keys.
 */
public final class ServerLedger {
  private final LedgerFiles files;
  private final ServerDatabase database;
  private final ServerKeys keys;

  public ServerLedger(Path folder, ServerDatabase database) {
    this.files = new LedgerFiles(folder);
    this.database = database;
    this.keys = new ServerKeys(files);
  }

  /** What is done with the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException, LedgerException;
  }

  private <T> T on(Work<T> work) throws LedgerException {
    try {
      return work.run();
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  public EventStore openForAppend(Durability durability) throws LedgerException {
    return openForAppend(StoreOptions.of(durability));
  }

  EventStore openForAppend(StoreOptions options) throws LedgerException {
    files.createDirectory();
    return on(() -> {
      database.prepare();
      var lastSigned = new LastSigned(files, options.durability());
      CommitTarget target = ReconnectingTarget.open(database, () -> inserter(options, lastSigned));
      EventReader reader = null;
      try {
        reader = openForReading();
        return new JdbcEventStore(
            new GroupCommit(target, options), reader, new Signed(options.durability(), lastSigned));
      } finally {
        if (reader == null) {
          target.close();
        }
      }
    });
  }

  /** The right to append goes with the connection. */
  private record Signed(Durability durability, LastSigned lastSigned)
      implements JdbcEventStore.Holding {
    @Override
    public boolean healthy() {
      return true;
    }

    @Override
    public void letGo() {
      switch (durability) {
        case STRICT -> lastSigned.closed();
        // The server may not have brought the last second to its disk yet.
        case BATCH -> {}
      }
    }
  }

  private EventInserter inserter(StoreOptions options, LastSigned lastSigned)
      throws SQLException, LedgerException {
    Connection connection = database.appending(options.durability());
    boolean opened = false;
    try {
      var tree =
          new TreeWriter(
              database.dialect(),
              connection,
              keys.appendingSigner(connection),
              lastSigned,
              InstantSource.system(),
              options.checkpointInterval().toMillis());
      var inserter =
          new EventInserter(
              database,
              connection,
              tree,
              (next, batch) -> admit(connection, next, batch),
              LogCare.NONE);
      opened = true;
      return inserter;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  private Set<String> admit(Connection connection, long next, List<PendingEvent> batch)
      throws SQLException {
    return database.admit(connection, next, batch.stream().map(PendingEvent::id).toList());
  }

  public boolean isMade() throws LedgerException {
    return on(database::isMade);
  }

  public EventReader openForReading() throws LedgerException {
    return on(() -> new JdbcEventReader(new ReadingConnection(database, database.reading())));
  }

  public EventBrowser openForBrowsing() throws LedgerException {
    return on(() -> new JdbcEventBrowser(new ReadingConnection(database, database.reading())));
  }

  public LedgerAudit openForAudit() throws LedgerException {
    return on(() -> new JdbcAudit(database, database.reading(), database::reading, keys, null));
  }

  public Administration openAdministration(InstantSource clock) throws LedgerException {
    files.createDirectory();
    return on(() -> {
      database.prepare();
      return JdbcAdministration.open(
          new ServerAdministration(database), ServerSecret.key(files, database), clock);
    });
  }

  public LedgerUpkeep openForUpkeep(Administration administration, InstantSource clock)
      throws LedgerException {
    return on(() ->
        new Upkeep(
            database,
            database.changing(),
            new ServerAdministration(database),
            keys,
            administration,
            clock));
  }

  public NoteKey rotateKey() throws LedgerException {
    files.createDirectory();
    return on(() -> {
      try (Connection connection = database.appending(Durability.STRICT)) {
        return keys.rotate(connection);
      }
    });
  }
}
