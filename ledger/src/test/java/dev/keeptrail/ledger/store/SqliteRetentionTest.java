package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.RetentionContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class SqliteRetentionTest extends RetentionContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }
}
