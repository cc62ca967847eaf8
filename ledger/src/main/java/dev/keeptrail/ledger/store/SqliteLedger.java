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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens ledgers that live in an SQLite file. */
public final class SqliteLedger {
  /**
   * Three events of the usual size fit on a page; on the smaller ones of ledgers of earlier builds
   * one does, and leaves the rest empty.
   */
  private static final int PAGE_BYTES = 8_192;

  /** Where nobody has folded a log of so many times the usual length, each commit tries. */
  private static final int TOO_LONG = 4;

  private static final String WRITING = "mode=rw";

  private static final long MAX_IDLE_LOG_BYTES = 64L * 1024 * 1024;

  private SqliteLedger() {}

  public static boolean isIn(Path directory) {
    return Files.exists(new LedgerFiles(directory).database());
  }

  public static boolean isAdministered(Path directory) {
    return Files.exists(new LedgerFiles(directory).administration());
  }

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
    var log =
        new SqliteLog(
            logSync(files, options),
            new LogFolding(
                () -> SqliteLibrary.open(files.database(), WRITING), options.foldedPages()));
    CommitTarget target = null;
    boolean opened = false;
    try {
      var database = new SqliteDatabase(files);
      var lastSigned = new LastSigned(files);
      target =
          ReconnectingTarget.open(database, () -> inserter(database, options, lastSigned, log));
      EventReader reader = openForReading(files.directory());
      EventStore store =
          new JdbcEventStore(
              new GroupCommit(target, options), reader, holding(lock, log, lastSigned));
      opened = true;
      return store;
    } finally {
      if (!opened) {
        if (target != null) {
          target.close();
        }
        log.close();
      }
    }
  }

  private static EventInserter inserter(
      SqliteDatabase database, StoreOptions options, LastSigned lastSigned, LogCare log)
      throws SQLException, LedgerException {
    Connection writing = writingConnection(database.files(), options, lastSigned);
    boolean opened = false;
    try {
      var tree =
          new TreeWriter(
              Dialect.SQLITE,
              writing,
              new CheckpointKeys(database.files()).signer(),
              lastSigned,
              InstantSource.system(),
              options.checkpointInterval().toMillis());
      var inserter = new EventInserter(database, writing, tree, (_, _) -> Set.of(), log);
      opened = true;
      return inserter;
    } finally {
      if (!opened) {
        closeAfterFailure(writing);
      }
    }
  }

  private static JdbcEventStore.Holding holding(
      AppendLock lock, SqliteLog log, LastSigned lastSigned) {
    return new JdbcEventStore.Holding() {
      @Override
      public boolean healthy() {
        return log.healthy();
      }

      @Override
      public void letGo() throws LedgerException {
        log.close();
        if (healthy()) {
          lastSigned.closed();
        }
        lock.close();
      }
    };
  }

  private static @Nullable LogSync logSync(LedgerFiles files, StoreOptions options) {
    return switch (options.durability()) {
      case STRICT -> null;
      case BATCH -> new LogSync(files.log(), options.syncInterval());
    };
  }

  private static Connection writingConnection(
      LedgerFiles files, StoreOptions options, LastSigned lastSigned) throws LedgerException {
    Connection connection = null;
    boolean opened = false;
    try {
      connection = SqliteLibrary.open(files.database(), WRITING);
      prepare(connection, files, options, lastSigned);
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

  private static void prepare(
      Connection connection, LedgerFiles files, StoreOptions options, LastSigned lastSigned)
      throws SQLException, LedgerException {
    pragma(connection, "busy_timeout = " + options.busyTimeout().toMillis());
    boolean empty = LedgerSchema.isEmpty(connection);
    if (empty) {
      lastSigned.holdNothing();
      pragma(connection, "page_size = " + PAGE_BYTES);
    } else {
      LedgerSchema.requireReadable(connection, files);
    }
    requireLog(connection, files);
    pragma(connection, "synchronous = FULL");
    pragma(connection, "wal_autocheckpoint = " + TOO_LONG * options.foldedPages());
    // What is filed is gone from the place where it waited, as what is pruned has to be.
    pragma(connection, "secure_delete = ON");
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

  /** The database of a directory where a ledger seems to be. */
  private static SqliteDatabase existing(Path directory) throws LedgerException {
    var database = new SqliteDatabase(new LedgerFiles(directory));
    if (!Files.exists(database.files().database())) {
      throw database.none();
    }
    return database;
  }

  public static EventReader openForReading(Path directory) throws LedgerException {
    SqliteDatabase database = existing(directory);
    return new JdbcEventReader(new ReadingConnection(database, reading(database)));
  }

  public static EventBrowser openForBrowsing(Path directory) throws LedgerException {
    SqliteDatabase database = existing(directory);
    return new JdbcEventBrowser(new ReadingConnection(database, reading(database)));
  }

  public static LedgerAudit openForAudit(Path directory) throws LedgerException {
    SqliteDatabase database = existing(directory);
    return new JdbcAudit(
        database,
        reading(database),
        () -> reading(database),
        new CheckpointKeys(database.files()),
        database.files().administration());
  }

  private static Connection reading(SqliteDatabase database) throws LedgerException {
    try {
      return database.reading();
    } catch (SQLException exception) {
      if (!SqliteProblem.isUnreadable(exception)) {
        throw database.problem(exception);
      }
      return readOnlyView(database, exception);
    }
  }

  public static Administration openAdministration(Path directory, InstantSource clock)
      throws LedgerException {
    var file = new AdministrationFile(new LedgerFiles(directory));
    file.make();
    return JdbcAdministration.open(file, new AdministrationKey(file.files()), clock);
  }

  public static Administration openAdministrationForReading(Path directory, InstantSource clock)
      throws LedgerException {
    var file = new AdministrationFile(new LedgerFiles(directory));
    return JdbcAdministration.open(
        new AdministrationView(file), () -> AdministrationKey.existing(file.files()), clock);
  }

  public static LedgerUpkeep openForPlanning(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    SqliteDatabase database = existing(directory);
    return new Upkeep(
        database,
        reading(database),
        database,
        new CheckpointKeys(database.files()),
        administration,
        clock);
  }

  public static LedgerUpkeep openForUpkeep(
      Path directory, Administration administration, InstantSource clock) throws LedgerException {
    SqliteDatabase database = existing(directory);
    try {
      return new Upkeep(
          database,
          database.upkeep(),
          database,
          new CheckpointKeys(database.files()),
          administration,
          clock);
    } catch (SQLException exception) {
      throw database.problem(exception);
    }
  }

  public static NoteKey rotateKey(Path directory) throws LedgerException {
    SqliteDatabase database = existing(directory);
    AppendLock lock = AppendLock.acquire(database.files());
    // What is no ledger, or damaged, gets no key.
    try (Connection _ = reading(database)) {
      return new CheckpointKeys(database.files()).rotate().publicKey();
    } catch (SQLException exception) {
      throw database.problem(exception);
    } finally {
      lock.close();
    }
  }

  private static Connection readOnlyView(SqliteDatabase database, SQLException first)
      throws LedgerException {
    LedgerFiles files = database.files();
    try {
      if (!SqliteDatabase.isWhole(files.database())) {
        throw new LedgerException(
            "the ledger in `"
                + files.directory()
                + "` has events in its log that cannot be read on a read-only view; copy the"
                + " folder to a writable place and read it there",
            first);
      }
      return database.reading(SqliteDatabase.READ_ONLY_VIEW);
    } catch (SQLException exception) {
      throw SqliteProblem.of(files, exception);
    }
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
