package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventQuery.Order;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.RequestEvents;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.event.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What queries find, and in which order. */
public abstract class EventQueryContract extends LedgerContract {
  private static final List<String> VERDICTS = List.of("allow", "block", "redact", "escalate");

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
    try (EventStore store = open(Durability.BATCH)) {
      store.append(SampleEvents.allowed("evt_late", NOON.plusSeconds(9)));
      store.append(SampleEvents.allowed("evt_early", NOON));
      store.append(SampleEvents.allowed("evt_same", NOON));
      assertThat(numbers(store, EventQuery.latest(9))).containsExactly(1, 3, 2);
      assertThat(numbers(store, after(0, 9, Set.of(), null))).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aSpanHoldsAllEventsOfATime() throws Exception {
    try (EventStore store = filled()) {
      store.append(SampleEvents.allowed("evt_belated", NOON.plusSeconds(3)));
      for (int since = 0; since < 9; since++) {
        for (int until = since + 1; until < 10; until++) {
          EventQuery asked =
              query(NOON.plusSeconds(since), NOON.plusSeconds(until), Set.of("block"), null);
          EventSpan span = store.span(asked);
          assertThat(numbers(store, asked)).allMatch(one -> one > span.after());
          assertThat(numbers(store, asked)).allMatch(one -> one <= span.last());
        }
      }
      assertThat(store.span(EventQuery.latest(1))).isEqualTo(new EventSpan(0, 9));
      assertThat(store.span(EventQuery.latest(1).onFrom(4, 1))).isEqualTo(new EventSpan(4, 9));
    }
  }

  @Test
  void findsTheEventsOfARequest() throws Exception {
    String ours = EventIds.secure(() -> NOON).nextRequest();
    try (EventStore store = open(Durability.BATCH)) {
      store.append(SampleEvents.requested("evt_old", NOON.minusSeconds(7_200), "req_1", "app-7"));
      store.append(SampleEvents.requested("evt_soon", NOON.plusSeconds(9), ours, null));
      store.append(SampleEvents.requested("evt_speaks_of_it", NOON, "req_2", "x" + ours));
      store.append(SampleEvents.requested("evt_again", NOON, "req_3", "app-7"));
      store.append(SampleEvents.requested("evt_other", NOON, "req_4", "APP-7"));

      assertThat(RequestEvents.of(store, ours, (_, _) -> {}))
          .extracting(DecisionEvent::id)
          .containsExactly("evt_soon");
      assertThat(RequestEvents.of(store, "app-7", (_, _) -> {}))
          .extracting(DecisionEvent::id)
          .containsExactly("evt_again", "evt_old");
      assertThat(RequestEvents.of(store, "req_1", (_, _) -> {})).hasSize(1);
      assertThat(RequestEvents.of(store, "nobody", (_, _) -> {})).isEmpty();
    }
  }

  @Test
  void findsARequestThatTookLongerThanAnyShould() throws Exception {
    String ours = EventIds.secure(() -> NOON).nextRequest();
    try (EventStore store = open(Durability.BATCH)) {
      store.append(SampleEvents.requested("evt_late", NOON.plusSeconds(90_000), ours, null));
      for (int other = 0; other < RequestEvents.MOST + 5; other++) {
        store.append(SampleEvents.requested("evt_" + other, NOON, "req_" + other, "same"));
      }

      assertThat(RequestEvents.of(store, ours, (_, _) -> {})).hasSize(1);
      assertThat(RequestEvents.of(store, "same", (_, _) -> {})).hasSize(RequestEvents.MOST);
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

  private EventStore filled() throws Exception {
    EventStore store = open(Durability.BATCH);
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
}
