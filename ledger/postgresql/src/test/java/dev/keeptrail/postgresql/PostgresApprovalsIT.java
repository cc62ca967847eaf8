package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.contract.ApprovalContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class PostgresApprovalsIT extends ApprovalContract {
  private final TestSchema schema = new TestSchema();

  @Override
  protected void place(Path folder) throws Exception {
    schema.place(folder);
  }

  @Override
  protected Connection connect() throws SQLException {
    return schema.connect();
  }
}
