package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventQuery.Order;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.contract.QueryShapes;
import dev.keeptrail.ledger.event.SampleEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventSqlTest {
  private static final List<String> VERDICTS = List.of("allow", "block", "redact", "escalate");

  @TempDir private Path directory;

  @Test
  void looksUpEveryQueryInAnIndex() throws Exception {
    filled().close();
    assertThat(plan(query(NOON, null, Set.of(), null)))
        .anyMatch(step -> step.contains("COVERING INDEX event_by_verdict (verdict=? AND at>?)"));
    assertThat(plan(query(NOON, null, Set.of("block", "redact"), null)))
        .anyMatch(step -> step.contains("INDEX event_by_verdict (verdict=? AND at>?)"));
    assertThat(plan(query(NOON, null, Set.of("block"), "dlp")))
        .anyMatch(step -> step.contains("SEARCH decided USING PRIMARY KEY (policy=? AND at>?)"));
    assertThat(plan(after(5, 9, Set.of("block"), "dlp")))
        .anyMatch(step -> step.contains("USING INTEGER PRIMARY KEY (rowid>?)"))
        .noneMatch(step -> step.contains("TEMP B-TREE"));
    assertThat(
            plan(
                query(null, null, Set.of(), null)
                    .with(new EventTerms("dlp.matched", null, null, null))))
        .anyMatch(step -> step.contains("INDEX filed_by_reason (reason=?"));
    for (EventQuery query : QueryShapes.all()) {
      assertThat(plan(EventSql.slice(Dialect.SQLITE, query, true, 1_000)))
          .noneMatch(step -> isScan(step));
      assertThat(plan(EventSql.endOfSlice(Dialect.SQLITE, query, true, 1_000)))
          .noneMatch(step -> isScan(step))
          .satisfies(EventSqlTest::sortsWhatIsNotFiledOnly);
      assertThat(plan(query)).noneMatch(step -> isScan(step));
    }
  }

  /** Fewer than a hundred and some rows; all else comes from an index in its order. */
  private static void sortsWhatIsNotFiledOnly(List<? extends String> plan) {
    int sorted = 0;
    for (String step : plan) {
      sorted = step.startsWith("SEARCH unfiled") ? 1 : sorted;
      if (step.contains("TEMP B-TREE")) {
        assertThat(sorted--).as(plan.toString()).isEqualTo(1);
      }
    }
  }

  /** Reading all of a table; what a query has found already may be read. */
  private static boolean isScan(String step) {
    return step.matches("SCAN (event|decided|entry|filed)( .*)?") && !step.contains("USING");
  }

  private EventStore filled() throws Exception {
    EventStore store = Ledgers.openForAppend(directory, Durability.BATCH);
    for (int index = 0; index < 8; index++) {
      String policy = index % 2 == 0 ? null : "dlp";
      store.append(
          SampleEvents.decided(
              "evt_" + index, NOON.plusSeconds(index), VERDICTS.get(index % 4), policy));
    }
    return store;
  }

  private static EventQuery query(
      @Nullable Instant since,
      @Nullable Instant until,
      Set<String> verdicts,
      @Nullable String policy) {
    return new EventQuery(since, until, verdicts, policy, 0, 100);
  }

  private static EventQuery after(
      long sequence, int limit, Set<String> verdicts, @Nullable String policy) {
    return new EventQuery(null, null, verdicts, policy, sequence, limit, Order.OLDEST_FIRST);
  }

  private List<String> plan(EventQuery query) throws Exception {
    return plan(EventSql.of(Dialect.SQLITE, query, true));
  }

  private List<String> plan(EventSql sql) throws Exception {
    List<String> steps = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
        PreparedStatement statement =
            connection.prepareStatement("EXPLAIN QUERY PLAN " + sql.text())) {
      for (int index = 0; index < sql.parameters().size(); index++) {
        statement.setObject(index + 1, sql.parameters().get(index));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
    return steps;
  }
}
