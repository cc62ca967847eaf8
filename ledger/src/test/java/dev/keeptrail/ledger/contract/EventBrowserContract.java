package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.AdministrationQuery;
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
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking around in a ledger: pages, terms, counts. */
public abstract class EventBrowserContract extends LedgerContract {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));

  @Test
  void pagesThroughAllOfThemOnceTheNewestFirst() throws Exception {
    fillNamed(25);
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
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
    try (EventStore store = open(Durability.BATCH)) {
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
    fillNamed(9);
    try (EventReader reader = read()) {
      EventQuery all = EventQuery.latest(1).with(new EventTerms(null, "model-1", null, "evt_"));
      assertThat(reader.query(all.onFrom(2, 9)).stream().map(StoredEvent::sequence))
          .containsExactly(5L, 8L);
    }
  }

  @Test
  void countsByTheHourWhatWasRecorded() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      store.append(SampleEvents.full());
      store.append(SampleEvents.decided("evt_b", NOON.plusSeconds(1), "block", "dlp"));
      store.append(SampleEvents.decided("evt_c", NOON.plusSeconds(2), "block", "dlp"));
      store.append(SampleEvents.decided("evt_d", NOON.plusSeconds(3600), "block", "dlp"));
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
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
    try (EventStore store = open(Durability.BATCH)) {
      for (int number = 0; number < 300; number++) {
        store.append(SampleEvents.named("evt_" + number, NOON, "allow", null, "m" + number));
      }
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      List<Tally> models = browser.byName(TallyKind.MODEL, MIDNIGHT, NEXT);
      assertThat(models).hasSize(257);
      assertThat(models.getFirst().name()).isEqualTo("(others)");
      assertThat(models.getFirst().events()).isEqualTo(44);
    }
  }

  @Test
  void theTrailIsPagedTheNewestFirstAndFiltered() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      for (int number = 0; number < 25; number++) {
        store.record(
            entry(
                number,
                number % 5 == 0 ? "token.created" : "pack.loaded",
                number % 2 == 0 ? "ana" : "ben",
                "thing-" + number % 3));
      }
      store.append(SampleEvents.allowed("evt_2", NOON));
    }
    assertThat(trail(null, null, null, 4))
        .hasSize(25)
        .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    assertThat(trail("token", null, null, 2)).containsExactly(22L, 17L, 12L, 7L, 2L);
    assertThat(trail("token.created", "ana", null, 50)).containsExactly(22L, 12L, 2L);
    assertThat(trail("token.create", null, null, 50)).as("a part of a word").isEmpty();
    assertThat(trail(null, null, "thing-2", 3)).hasSize(8).startsWith(25L, 22L, 19L);
    assertThat(trail("token", "ben", "thing-2", 1)).containsExactly(7L);
    assertThat(trail(null, "an_", null, 50)).isEmpty();
    assertThat(trail(null, null, "thing-%", 50)).isEmpty();
    try (EventReader reader = read()) {
      assertThat(
              reader
                  .administration(
                      new AdministrationQuery(null, null, null, null, null, "thing-2", 0, null, 3))
                  .stream()
                  .map(StoredAdministrativeEvent::sequence))
          .containsExactly(25L, 22L, 19L);
    }
  }

  /** What cannot be read is named, whatever was asked for, and hides nothing behind it. */
  @Test
  void damagedEntriesOfTheTrailAreNamedAndTheOthersShown() throws Exception {
    try (EventStore store = open(Durability.BATCH)) {
      for (int number = 0; number < 5; number++) {
        store.record(entry(number, "pack.loaded", "ana", "guard"));
      }
    }
    tamper("UPDATE administration SET json = 'nothing' WHERE sequence = 3");
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      TrailPage page =
          browser.trail(
              new AdministrationQuery(null, null, null, null, null, "guard", 0, null, 50));
      assertThat(page.entries())
          .extracting(StoredAdministrativeEvent::sequence)
          .containsExactly(5L, 4L, 2L, 1L);
      assertThat(page.leftOut()).containsExactly(new LeftOutRecord(3, entryId(2)));
      assertThat(page.next()).isNull();
    }
  }

  private static String entryId(int number) {
    return "adm_%026d".formatted(number);
  }

  protected static AdministrativeEvent entry(
      int number, String action, String actor, String subject) {
    return new AdministrativeEvent(
        entryId(number),
        NOON.plusSeconds(number / 2),
        action,
        new Actor(Actor.OPERATOR, actor),
        subject,
        Map.of("subject", "thing-2"));
  }

  /** The numbers of all that fit, over all pages. */
  private List<Long> trail(
      @Nullable String action, @Nullable String actor, @Nullable String subject, int limit)
      throws LedgerException {
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      List<Long> seen = new ArrayList<>();
      EventPosition next = null;
      do {
        TrailPage page =
            browser.trail(
                new AdministrationQuery(null, null, null, action, actor, subject, 0, next, limit));
        assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
        page.entries().stream().map(StoredAdministrativeEvent::sequence).forEach(seen::add);
        next = page.next();
      } while (next != null);
      return seen;
    }
  }

  protected final List<Long> found(EventTerms terms, @Nullable String policy)
      throws LedgerException {
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      var query = new EventQuery(null, null, Set.of(), policy, 0, 10).with(terms);
      return browser.page(query).events().stream().map(StoredEvent::sequence).toList();
    }
  }

  protected final void fillNamed(int events) throws LedgerException {
    try (EventStore store = open(Durability.BATCH)) {
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
