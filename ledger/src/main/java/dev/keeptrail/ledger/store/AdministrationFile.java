package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The administration of a ledger in an SQLite file of its own, so that whoever decides something
 * never holds a lock that the gateway's writer waits for. Every write is one immediate transaction
 * with a full sync.
 */
record AdministrationFile(LedgerFiles files) implements JdbcAdministration.Home {
  private static final int BUSY_MILLIS = 10_000;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " json TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS pack (digest TEXT PRIMARY KEY, name TEXT NOT NULL,"
              + " version TEXT NOT NULL, plan TEXT NOT NULL, sources TEXT NOT NULL)",
          HoldTable.TABLE,
          EscalationTable.TABLE,
          EscalationTable.INDEX,
          EscalationTable.BINDING_INDEX);

  /** Makes the file, empty, where there is none. */
  void make() throws LedgerException {
    files.createDirectory();
    files.createFile(files.administration());
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public String place() {
    return files.administration().toString();
  }

  @Override
  public LedgerException problem(SQLException exception) {
    return SqliteProblem.of(files.administration(), exception);
  }

  @Override
  public boolean isLost(SQLException exception) {
    return false;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = SqliteLibrary.open(files.administration(), "mode=rw");
    boolean opened = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      // What is forgotten is to be gone from the file as well.
      statement.execute("PRAGMA secure_delete = ON");
      for (String table : TABLES) {
        statement.execute(table);
      }
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  @Override
  public PruneLock lock(Connection connection) throws LedgerException {
    return PruneLockFile.acquire(files);
  }

  @Override
  public void copy(Connection connection, Path file) throws LedgerException {
    SqliteDatabase.copyTo(connection, files.administration(), file);
  }
}
