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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens ledgers that live in an SQLite file. */
public final class SqliteLedger {
  private static final int READER_BUSY_MILLIS = 5_000;

  /** Pages of 4 KiB in the log before it is folded into the file: 16 MiB. */
  private static final int CHECKPOINT_PAGES = 4_096;

  private static final long MAX_IDLE_LOG_BYTES = 64L * 1024 * 1024;

  private SqliteLedger() {}

  public static EventStore openForAppend(Path directory, Durability durability)
      throws LedgerException {
    return openForAppend(directory, StoreOptions.of(durability));
  }

  static EventStore openForAppend(Path directory, StoreOptions options) throws LedgerException {
    LedgerFiles files = new LedgerFiles(directory);
    files.createDirectory();
    AppendLock lock = AppendLock.acquire(files);
    boolean opened = false;
    try {
      files.createFile(files.database());
      EventStore store = open(files, lock, options);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static EventStore open(LedgerFiles files, AppendLock lock, StoreOptions options)
      throws LedgerException {
    LogSync sync = logSync(files, options);
    CommitTarget target = null;
    boolean opened = false;
    try {
      Runnable afterCommit = sync == null ? () -> {} : sync::committed;
      target = new RenewedTarget(() -> inserter(files, options, afterCommit));
      EventReader reader = openForReading(files.directory());
      EventStore store = new SqliteEventStore(lock, new GroupCommit(target, options), sync, reader);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        if (target != null) {
          target.close();
        }
        if (sync != null) {
          sync.close();
        }
      }
    }
  }

  private static EventInserter inserter(
      LedgerFiles files, StoreOptions options, Runnable afterCommit) throws LedgerException {
    Connection writing = writingConnection(files, options);
    boolean opened = false;
    try {
      var tree =
          new TreeWriter(
              writing,
              new CheckpointKeys(files).signer(),
              InstantSource.system(),
              options.checkpointInterval().toMillis());
      var inserter = new EventInserter(files, writing, tree, afterCommit);
      opened = true;
      return inserter;
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      if (!opened) {
        closeAfterFailure(writing);
      }
    }
  }

  private static @Nullable LogSync logSync(LedgerFiles files, StoreOptions options) {
    return switch (options.durability()) {
      case STRICT -> null;
      case BATCH -> new LogSync(files.log(), options.syncInterval());
    };
  }

  private static Connection writingConnection(LedgerFiles files, StoreOptions options)
      throws LedgerException {
    Connection connection = null;
    boolean opened = false;
    try {
      connection = DriverManager.getConnection(files.url("mode=rw"));
      prepare(connection, files, options);
      opened = true;
      return connection;
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } finally {
      if (!opened) {
        closeAfterFailure(connection);
      }
    }
  }

  private static void prepare(Connection connection, LedgerFiles files, StoreOptions options)
      throws SQLException, LedgerException {
    pragma(connection, "busy_timeout = " + options.busyTimeout().toMillis());
    boolean empty = LedgerSchema.isEmpty(connection);
    if (!empty) {
      LedgerSchema.requireReadable(connection, files);
    }
    requireLog(connection, files);
    pragma(connection, "synchronous = FULL");
    pragma(connection, "wal_autocheckpoint = " + CHECKPOINT_PAGES);
    pragma(connection, "journal_size_limit = " + MAX_IDLE_LOG_BYTES);
    if (empty) {
      LedgerSchema.create(connection);
    } else {
      LedgerSchema.upgrade(connection);
    }
    TreeTables.create(connection);
    CaptureTable.create(connection);
    FilingTables.create(connection);
    if (options.durability() == Durability.BATCH) {
      pragma(connection, "synchronous = NORMAL");
    }
    connection.setAutoCommit(false);
  }

  private static void requireLog(Connection connection, LedgerFiles files)
      throws SQLException, LedgerException {
    try (Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
      if (!mode.next() || !mode.getString(1).equals("wal")) {
        throw new LedgerException(
            "the file system of `"
                + files.directory()
                + "` cannot hold a ledger, because it has no shared memory; use a local disk");
      }
    }
  }

  public static EventReader openForReading(Path directory) throws LedgerException {
    LedgerFiles files = new LedgerFiles(directory);
    if (!Files.exists(files.database())) {
      throw none(files);
    }
    try {
      return new SqliteEventReader(reading(files, "mode=ro"));
    } catch (SQLException exception) {
      if (!SqliteProblem.isUnreadable(exception)) {
        throw SqliteProblem.of(files, exception);
      }
      return openReadOnlyView(files, exception);
    }
  }

  public static EventBrowser openForBrowsing(Path directory) throws LedgerException {
    LedgerFiles files = new LedgerFiles(directory);
    if (!Files.exists(files.database())) {
      throw none(files);
    }
    try {
      return new SqliteEventBrowser(reading(files, "mode=ro"));
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  public static LedgerAudit openForAudit(Path directory) throws LedgerException {
    LedgerFiles files = new LedgerFiles(directory);
    if (!Files.exists(files.database())) {
      throw none(files);
    }
    try {
      return new SqliteAudit(files, readingConnection(files, "mode=ro"));
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
  }

  public static Administration openAdministration(Path directory, InstantSource clock)
      throws LedgerException {
    return AdministrationFile.open(new LedgerFiles(directory), clock);
  }

  public static LedgerUpkeep openForUpkeep(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    return Upkeep.open(new LedgerFiles(directory), administration, clock);
  }

  public static NoteKey rotateKey(Path directory) throws LedgerException {
    LedgerFiles files = new LedgerFiles(directory);
    if (!Files.exists(files.database())) {
      throw none(files);
    }
    AppendLock lock = AppendLock.acquire(files);
    try {
      return new CheckpointKeys(files).rotate().publicKey();
    } finally {
      lock.close();
    }
  }

  /**
   * SQLite wants to make its log index beside the file even for reading. Where it cannot, and no
   * log holds newer events, the file alone is the whole ledger and nobody can be writing to it.
   */
  private static EventReader openReadOnlyView(LedgerFiles files, SQLException first)
      throws LedgerException {
    try {
      if (Files.exists(files.log()) && Files.size(files.log()) > 0) {
        throw new LedgerException(
            "the ledger in `"
                + files.directory()
                + "` has events in its log that cannot be read on a read-only view; copy the"
                + " directory to a writable place and read it there",
            first);
      }
      return new SqliteEventReader(reading(files, "mode=ro&immutable=1"));
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    } catch (IOException exception) {
      throw new LedgerException("`" + files.log() + "` cannot be read", exception);
    }
  }

  private static ReadingConnection reading(LedgerFiles files, String parameters)
      throws SQLException, LedgerException {
    return new ReadingConnection(files, readingConnection(files, parameters));
  }

  private static Connection readingConnection(LedgerFiles files, String parameters)
      throws SQLException, LedgerException {
    Connection connection = DriverManager.getConnection(files.url(parameters));
    boolean opened = false;
    try {
      pragma(connection, "busy_timeout = " + READER_BUSY_MILLIS);
      if (LedgerSchema.isEmpty(connection)) {
        throw none(files);
      }
      LedgerSchema.requireReadable(connection, files);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  static LedgerException none(LedgerFiles files) {
    return new LedgerException(
        "there is no ledger in `"
            + files.directory()
            + "`; start a gateway with this directory or name the directory of a running one");
  }

  private static void pragma(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + setting);
    }
  }

  /** The failure that led here is on its way to the caller and must not be replaced. */
  private static void closeAfterFailure(@Nullable Connection connection) throws LedgerException {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException exception) {
      throw new LedgerException("a ledger that could not be opened cannot be closed", exception);
    }
  }
}
