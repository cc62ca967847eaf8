package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.event.SampleEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking around in a ledger: pages, terms, counts. */
final class EventBrowserTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));

  @TempDir private Path directory;

  @Test
  void pagesThroughAllOfThemOnceTheNewestFirst() throws Exception {
    fill(25);
    try (EventBrowser browser = Ledgers.openForBrowsing(directory)) {
      List<Long> seen = new ArrayList<>();
      EventPosition next = null;
      do {
        EventPage page = browser.page(EventQuery.latest(4).behind(next));
        page.events().stream().map(StoredEvent::sequence).forEach(seen::add);
        next = page.next();
      } while (next != null);
      assertThat(seen).hasSize(25).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }
  }

  @Test
  void findsByEveryTermAndByAllTogether() throws Exception {
    try (EventStore store = Ledgers.openForAppend(directory, Durability.BATCH)) {
      store.append(SampleEvents.full());
      store.append(SampleEvents.named("evt_b", NOON.plusSeconds(1), "block", "dlp", "small"));
      store.append(SampleEvents.named("evt_c", NOON.plusSeconds(2), "allow", null, "small"));
    }
    assertThat(found(new EventTerms("dlp.matched", null, null, null), null)).containsExactly(2L);
    assertThat(found(new EventTerms(null, "small", null, null), null)).containsExactly(3L, 2L);
    assertThat(found(new EventTerms(null, null, "openai-primary", null), null)).containsExactly(1L);
    assertThat(found(new EventTerms(null, "small", "simulated", null), null))
        .containsExactly(3L, 2L);
    assertThat(found(new EventTerms(null, "small", "nowhere", null), null)).isEmpty();
    assertThat(found(new EventTerms(null, "small", null, null), "dlp")).containsExactly(2L);
    assertThat(found(new EventTerms(null, null, null, "CALLER-7"), null)).containsExactly(1L);
    assertThat(found(new EventTerms(null, null, null, "\"small"), null)).isEmpty();
    assertThat(found(new EventTerms("x' OR '1'='1", null, null, "%"), null)).isEmpty();
  }

  @Test
  void readsOnWithTermsOldestFirst() throws Exception {
    fill(9);
    try (EventReader reader = Ledgers.openForReading(directory)) {
      EventQuery all = EventQuery.latest(1).with(new EventTerms(null, "model-1", null, "evt_"));
      assertThat(reader.query(all.onFrom(2, 9)).stream().map(StoredEvent::sequence))
          .containsExactly(5L, 8L);
    }
  }

  @Test
  void countsByTheHourWhatWasRecorded() throws Exception {
    try (EventStore store = Ledgers.openForAppend(directory, Durability.BATCH)) {
      store.append(SampleEvents.full());
      store.append(SampleEvents.decided("evt_b", NOON.plusSeconds(1), "block", "dlp"));
      store.append(SampleEvents.decided("evt_c", NOON.plusSeconds(2), "block", "dlp"));
      store.append(SampleEvents.decided("evt_d", NOON.plusSeconds(3600), "block", "dlp"));
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(directory)) {
      List<Tally> hours = browser.overTime(TallyKind.PROVIDER, MIDNIGHT, NEXT, 1);
      assertThat(hours).extracting(Tally::verdict).containsExactly("block", "redact", "block");
      assertThat(hours).extracting(Tally::events).containsExactly(2L, 1L, 1L);
      assertThat(hours.get(1).microUsd()).isEqualTo(12);
      assertThat(hours.get(1).tokens()).isEqualTo(42);
      assertThat(browser.overTime(TallyKind.PROVIDER, MIDNIGHT, NEXT, 24))
          .extracting(Tally::events)
          .containsExactly(3L, 1L);
      assertThat(browser.byName(TallyKind.POLICY, MIDNIGHT, NEXT))
          .extracting(Tally::name)
          .containsExactly("dlp", "pii-detector");
      assertThat(browser.byName(TallyKind.REASON, NEXT, NEXT.plusSeconds(1))).isEmpty();
      assertThat(browser.overTime(TallyKind.LATENCY, MIDNIGHT, NEXT, 24))
          .extracting(Tally::name)
          .containsExactly("40", "42");
    }
  }

  @Test
  void callersCannotMakeCountsGrowWithoutBound() throws Exception {
    try (EventStore store = Ledgers.openForAppend(directory, Durability.BATCH)) {
      for (int number = 0; number < 300; number++) {
        store.append(SampleEvents.named("evt_" + number, NOON, "allow", null, "m" + number));
      }
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(directory)) {
      List<Tally> models = browser.byName(TallyKind.MODEL, MIDNIGHT, NEXT);
      assertThat(models).hasSize(257);
      assertThat(models.getFirst().name()).isEqualTo("(others)");
      assertThat(models.getFirst().events()).isEqualTo(44);
    }
  }

  @Test
  void aLedgerOfAnEarlierBuildIsFiledWhenItIsOpenedForAppending() throws Exception {
    fill(7);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE filed");
      statement.execute("DROP TABLE tally");
    }
    assertThatThrownBy(() -> found(new EventTerms(null, "model-1", null, null), null))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("start a gateway with it once");
    Ledgers.openForAppend(directory, Durability.BATCH).close();
    assertThat(found(new EventTerms(null, "model-1", null, null), null)).containsExactly(5L, 2L);
  }

  private List<Long> found(EventTerms terms, @Nullable String policy) throws LedgerException {
    try (EventBrowser browser = Ledgers.openForBrowsing(directory)) {
      var query = new EventQuery(null, null, Set.of(), policy, 0, 10).with(terms);
      return browser.page(query).events().stream().map(StoredEvent::sequence).toList();
    }
  }

  private void fill(int events) throws LedgerException {
    try (EventStore store = Ledgers.openForAppend(directory, Durability.BATCH)) {
      for (int number = 0; number < events; number++) {
        store.append(
            SampleEvents.named(
                "evt_" + number,
                NOON.plusSeconds(number / 2),
                "allow",
                null,
                "model-" + number % 3));
      }
    }
  }
}
