package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.contract.LedgerAuditContract;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SqliteAuditTest extends LedgerAuditContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Test
  void takesInWhatOlderBuildsWrote() throws Exception {
    append(1, EVENTS);
    tamper("DROP TABLE leaf", "DROP TABLE subtree", "DROP TABLE checkpoint");
    assertThatThrownBy(this::verify)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("signed nothing");

    append(EVENTS + 1, EVENTS + 1);
    Verification found = verify();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.signed()).isEqualTo(EVENTS + 1);
  }
}
