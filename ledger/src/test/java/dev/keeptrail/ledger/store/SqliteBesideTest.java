package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.contract.BesideContract;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SqliteBesideTest extends BesideContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Override
  protected String attached() {
    return "ATTACH DATABASE '" + folder().resolve("administration.db") + "' AS beside";
  }

  /** A copy of the events alone, as somebody may have it who checks it elsewhere. */
  @Test
  void whatIsNotThereIsNotCompared() throws Exception {
    fill(3);
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      Verification found =
          audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      assertThat(found.isIntact()).isTrue();
      assertThat(found.administration()).isFalse();
    }
  }
}
