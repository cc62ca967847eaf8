package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.contract.NoticeSealContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class SqliteNoticeSealTest extends NoticeSealContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }
}
