package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.ApprovalContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class SqliteApprovalsTest extends ApprovalContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }
}
