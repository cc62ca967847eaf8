package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.contract.BesideContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class PostgresBesideIT extends BesideContract {
  private final TestSchema schema = new TestSchema();

  @Override
  protected void place(Path folder) throws Exception {
    schema.place(folder);
  }

  @Override
  protected Connection connect() throws SQLException {
    return schema.connect();
  }

  @Override
  protected String attached() {
    return "SELECT 'the tables are beside those of the events'";
  }
}
