package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.contract.EscalationQueueContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

final class PostgresEscalationsIT extends EscalationQueueContract {
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
  protected List<String> privateFiles() {
    return List.of("administration.key");
  }
}
