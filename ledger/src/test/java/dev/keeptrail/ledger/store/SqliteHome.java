package dev.keeptrail.ledger.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The tables of a ledger in a folder, for tests that go around it. */
final class SqliteHome {
  private SqliteHome() {}

  static Connection connect(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
  }
}
