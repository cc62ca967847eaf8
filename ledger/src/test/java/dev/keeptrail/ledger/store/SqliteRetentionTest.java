package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.contract.RetentionContract;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.retention.Pruning.Range;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqliteRetentionTest extends RetentionContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Test
  void oneNoticeSpeaksOfSoManyHours() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      for (int at = 1; at <= 6; at++) {
        store.append(
            SampleEvents.allowed("evt_" + at, SampleEvents.NOON.plus(Duration.ofHours(at / 2))));
      }
    }
    try (Connection connection = connect()) {
      var counts = new GoneCounts(Dialect.SQLITE, connection, new PrunedCounts(), 2);
      GoneCounts.Counted counted = counts.count(List.of(new Range(1, 2), new Range(3, 6)));
      assertThat(counted.ranges()).containsExactly(new Range(1, 2), new Range(3, 3));
      assertThat(counted.notice().digests()).hasSize(2);
      assertThat(CountsNotice.of(counted.notice().details())).isEqualTo(counted.notice());
    }
  }
}
