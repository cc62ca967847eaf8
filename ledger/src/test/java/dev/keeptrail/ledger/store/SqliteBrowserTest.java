package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.contract.EventBrowserContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  /** However rare what is asked for, a page looks at so much and says where to go on. */
  @Test
  void aPageOfTheTrailLooksAtSoManyRowsAndNoMore() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      store.record(entry(1, "token.created", "ana", "key_1"));
    }
    tamper(
        "INSERT INTO administration (sequence, id, at, action, actor, json, salt)"
            + " WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)"
            + " SELECT i, 'adm_' || i, at + i, 'requests.refused', 'gateway', json, salt"
            + " FROM n, administration WHERE sequence = 1");
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      List<Integer> found = new ArrayList<>();
      EventPosition next = null;
      do {
        TrailPage page =
            browser.trail(new AdministrationQuery(null, null, null, "token", null, 0, next, 50));
        found.add(page.entries().size());
        next = page.next();
      } while (next != null);
      assertThat(found).containsExactly(0, 0, 1);
    }
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
