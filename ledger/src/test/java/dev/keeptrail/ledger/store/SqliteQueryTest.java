package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.contract.EventQueryContract;
import dev.keeptrail.ledger.event.SampleEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SqliteQueryTest extends EventQueryContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  /** A month of a ledger of years is read without the years around it. */
  @Test
  void aSpanIsNoWiderThanItsTime() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      for (int at = 0; at < 9; at++) {
        store.append(SampleEvents.allowed("evt_" + at, NOON.plusSeconds(at)));
      }
      assertThat(store.span(time(3, 5))).isEqualTo(new EventSpan(3, 5));
      EventSpan none = store.span(time(20, 30));
      assertThat(none.last()).isLessThanOrEqualTo(none.after());
    }
  }

  private static EventQuery time(int since, int until) {
    return new EventQuery(NOON.plusSeconds(since), NOON.plusSeconds(until), Set.of(), null, 0, 10);
  }
}
