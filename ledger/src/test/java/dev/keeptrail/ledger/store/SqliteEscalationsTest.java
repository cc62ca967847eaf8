package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.EscalationQueueContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

final class SqliteEscalationsTest extends EscalationQueueContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Override
  protected List<String> privateFiles() {
    return List.of("administration.db", "administration.key");
  }
}
