package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.EventFollowerContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class SqliteFollowerTest extends EventFollowerContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }
}
