package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The administration in a file that is only read, which may lie where nothing can be written. */
record AdministrationView(AdministrationFile file) implements JdbcAdministration.Home {
  private static final int BUSY_MILLIS = 10_000;

  @Override
  public Dialect dialect() {
    return file.dialect();
  }

  @Override
  public String place() {
    return file.place();
  }

  @Override
  public LedgerException problem(SQLException exception) {
    return file.problem(exception);
  }

  @Override
  public boolean isLost(SQLException exception) {
    return false;
  }

  @Override
  public Connection open() throws SQLException, LedgerException {
    Path database = file.files().administration();
    try {
      return opened(database, "mode=ro");
    } catch (SQLException unreadable) {
      if (!SqliteProblem.isUnreadable(unreadable) || !SqliteDatabase.isWhole(database)) {
        throw unreadable;
      }
    }
    return opened(database, SqliteDatabase.READ_ONLY_VIEW);
  }

  private static Connection opened(Path database, String parameters) throws SQLException {
    Connection connection = SqliteLibrary.open(database, parameters);
    boolean opened = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      // Only now is the file looked into, and the index of its log made.
      statement.execute("SELECT count(*) FROM sqlite_schema");
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
    return file.lock(connection);
  }

  @Override
  public void copy(Connection connection, Path to) throws LedgerException {
    file.copy(connection, to);
  }
}
