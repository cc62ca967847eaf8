package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.contract.EventBrowserContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SqliteBrowserTest extends EventBrowserContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Test
  void aLedgerOfAnEarlierBuildIsFiledWhenItIsOpenedForAppending() throws Exception {
    fillNamed(7);
    tamper("DROP TABLE filed", "DROP TABLE tally");
    assertThatThrownBy(() -> found(new EventTerms(null, "model-1", null, null), null))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("start a gateway with it once");
    open(Durability.BATCH).close();
    assertThat(found(new EventTerms(null, "model-1", null, null), null)).containsExactly(5L, 2L);
  }
}
