package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventQuery.Order;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
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
  void findsWhatFitsNewestFirst() throws Exception {
    try (EventStore store = filled()) {
      Instant two = NOON.plusSeconds(2);
      Instant six = NOON.plusSeconds(6);
      assertThat(numbers(store, query(two, six, Set.of(), null))).containsExactly(6, 5, 4, 3);
      assertThat(numbers(store, query(null, null, Set.of("block"), null))).containsExactly(6, 2);
      assertThat(numbers(store, query(null, null, Set.of("block", "allow"), null)))
          .containsExactly(6, 5, 2, 1);
      assertThat(numbers(store, query(null, null, Set.of(), "dlp"))).containsExactly(8, 6, 4, 2);
      assertThat(numbers(store, query(null, six, Set.of("block"), "dlp"))).containsExactly(6, 2);
      assertThat(numbers(store, query(two, null, Set.of("redact"), "nobody"))).isEmpty();
      assertThat(numbers(store, EventQuery.latest(3))).containsExactly(8, 7, 6);
      assertThat(numbers(store, query(Instant.MIN, Instant.MAX, Set.of(), null))).hasSize(8);
    }
  }

  @Test
  void pagesOnOldestFirst() throws Exception {
    try (EventStore store = filled()) {
      assertThat(numbers(store, after(3, 2, Set.of(), null))).containsExactly(4, 5);
      assertThat(numbers(store, after(2, 9, Set.of("block"), "dlp"))).containsExactly(6);
      assertThat(numbers(store, after(8, 9, Set.of(), null))).isEmpty();
    }
  }

  @Test
  void sortsByTimestampWhereAppendsCameOutOfOrder() throws Exception {
    try (EventStore store = Ledgers.openForAppend(directory, Durability.BATCH)) {
      store.append(SampleEvents.allowed("evt_late", NOON.plusSeconds(9)));
      store.append(SampleEvents.allowed("evt_early", NOON));
      store.append(SampleEvents.allowed("evt_same", NOON));
      assertThat(numbers(store, EventQuery.latest(9))).containsExactly(1, 3, 2);
      assertThat(numbers(store, after(0, 9, Set.of(), null))).containsExactly(1, 2, 3);
    }
  }

  @Test
  void treatsWordsAsData() throws Exception {
    try (EventStore store = filled()) {
      String hostile = "x' OR '1'='1";
      assertThat(store.query(query(null, null, Set.of(hostile), null))).isEmpty();
      assertThat(store.query(query(null, null, Set.of(), hostile))).isEmpty();
      assertThat(store.find(hostile)).isEmpty();
    }
  }

  @Test
  void looksUpEveryQueryInAnIndex() throws Exception {
    filled().close();
    assertThat(plan(query(NOON, null, Set.of(), null)))
        .anyMatch(step -> step.contains("USING COVERING INDEX event_by_time (at>?)"));
    assertThat(plan(query(NOON, null, Set.of("block", "redact"), null)))
        .anyMatch(step -> step.contains("INDEX event_by_verdict (verdict=? AND at>?)"));
    assertThat(plan(query(NOON, null, Set.of("block"), "dlp")))
        .anyMatch(step -> step.contains("SEARCH decided USING PRIMARY KEY (policy=? AND at>?)"));
    assertThat(plan(after(5, 9, Set.of("block"), "dlp")))
        .anyMatch(step -> step.contains("USING INTEGER PRIMARY KEY (rowid>?)"))
        .noneMatch(step -> step.contains("TEMP B-TREE"));
    assertThat(plan(query(null, null, Set.of(), null).with(reason("dlp.matched"))))
        .anyMatch(step -> step.contains("INDEX filed_by_reason (reason=?"));
    for (EventQuery query : everyShape()) {
      assertThat(plan(EventSql.slice(query, 1_000))).noneMatch(step -> isScan(step));
      assertThat(plan(EventSql.endOfSlice(query, 1_000)))
          .noneMatch(step -> isScan(step))
          .noneMatch(step -> step.contains("TEMP B-TREE") && query.verdicts().size() < 2);
      assertThat(plan(query)).noneMatch(step -> isScan(step));
    }
  }

  private static List<EventQuery> everyShape() {
    List<EventQuery> shapes = new ArrayList<>();
    for (Order order : Order.values()) {
      for (Set<String> verdicts : List.of(Set.<String>of(), Set.of("block"), Set.of("a", "b"))) {
        for (EventTerms terms : everyTerm()) {
          shapes.add(new EventQuery(NOON, null, verdicts, null, 0, 50, order).with(terms));
          shapes.add(
              new EventQuery(NOON, null, verdicts, "dlp", 0, 50, order)
                  .with(terms)
                  .behind(new EventPosition(5, 5)));
        }
        shapes.add(new EventQuery(NOON, NOON, verdicts, "dlp", 3, 50, order));
        shapes.add(new EventQuery(NOON, null, verdicts, null, 0, 50, order));
        shapes.add(new EventQuery(null, NOON, verdicts, null, 0, 50, order));
        shapes.add(new EventQuery(null, null, verdicts, null, 0, 50, order));
      }
    }
    return shapes;
  }

  private static List<EventTerms> everyTerm() {
    return List.of(
        reason("a"),
        new EventTerms(null, "a", null, null),
        new EventTerms(null, null, "a", null),
        new EventTerms(null, null, null, "a"),
        new EventTerms("a", "b", "c", "d"));
  }

  private static EventTerms reason(String reason) {
    return new EventTerms(reason, null, null, null);
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

  private static List<Integer> numbers(EventStore store, EventQuery query) throws Exception {
    return store.query(query).stream().map(StoredEvent::sequence).map(Math::toIntExact).toList();
  }

  private List<String> plan(EventQuery query) throws Exception {
    return plan(EventSql.of(query));
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
