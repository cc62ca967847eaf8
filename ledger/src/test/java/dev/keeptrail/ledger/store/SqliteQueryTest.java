package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.EventQueryContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class SqliteQueryTest extends EventQueryContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }
}
