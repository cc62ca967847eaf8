package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.retention.Pruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database file of a ledger. */
record SqliteDatabase(LedgerFiles files) implements Database, Upkeep.Ways {
  /**
   * How a file is opened that is {@link #isWhole whole}, where SQLite can make nothing beside it.
   */
  static final String READ_ONLY_VIEW = "mode=ro&immutable=1";

  private static final int READER_BUSY_MILLIS = 5_000;
  private static final int UPKEEP_BUSY_MILLIS = 10_000;

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public String place() {
    return files.database().toString();
  }

  @Override
  public LedgerException problem(SQLException exception) {
    return SqliteProblem.of(files, exception);
  }

  @Override
  public boolean isConstraint(SQLException exception) {
    return SqliteProblem.isConstraint(exception);
  }

  /** A file that cannot be read now is not read better over another connection. */
  @Override
  public boolean isLost(SQLException exception) {
    return false;
  }

  /**
   * Whether no log beside a file holds what is newer. SQLite wants to make an index of its log
   * beside the file even for reading. Where it cannot, and there is no log, the file alone is whole
   * and nobody can be writing to it.
   *
   * @throws LedgerException when that cannot be found out
   */
  static boolean isWhole(Path file) throws LedgerException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    try {
      return !Files.exists(log) || Files.size(log) == 0;
    } catch (IOException exception) {
      throw new LedgerException("`" + log + "` cannot be read", exception);
    }
  }

  @Override
  public Connection reading() throws SQLException, LedgerException {
    return reading("mode=ro");
  }

  Connection reading(String parameters) throws SQLException, LedgerException {
    return opened(parameters, "PRAGMA busy_timeout = " + READER_BUSY_MILLIS);
  }

  /** A connection that takes old events out while others append. */
  Connection upkeep() throws SQLException, LedgerException {
    // What is pruned is to be gone from the file as well.
    return opened(
        "mode=rw", "PRAGMA busy_timeout = " + UPKEEP_BUSY_MILLIS, "PRAGMA secure_delete = ON");
  }

  private Connection opened(String parameters, String... settings)
      throws SQLException, LedgerException {
    Connection connection = SqliteLibrary.open(files.database(), parameters);
    boolean opened = false;
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
      if (LedgerSchema.isEmpty(connection)) {
        throw none();
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

  LedgerException none() {
    if (!Files.exists(files.database()) && !Files.notExists(files.database())) {
      return new LedgerException(
          "the folder `" + files.directory() + "` cannot be looked into by this user");
    }
    return new LedgerException(
        "there is no ledger in `"
            + files.directory()
            + "`; a gateway makes one when it starts, or name the folder that holds one");
  }

  @Override
  public List<Pruning.Range> takeOutWhole(Connection connection, List<Pruning.Range> ranges) {
    return ranges;
  }

  @Override
  public PruneLock lock(Connection connection) throws LedgerException {
    return PruneLockFile.acquire(files);
  }

  @Override
  public void copy(Connection connection, Path file) throws LedgerException {
    copyTo(connection, files.database(), file);
  }

  /** Writes what stands in a database file, as it is at one moment, into a file of its own. */
  static void copyTo(Connection connection, Path from, Path file) throws LedgerException {
    try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      Files.deleteIfExists(file);
      copy.setString(1, file.toString());
      copy.execute();
    } catch (SQLException exception) {
      throw SqliteProblem.of(SqliteProblem.isDamaged(exception) ? from : file, exception);
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be written", exception);
    }
  }
}
