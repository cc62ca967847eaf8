package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventQuery.Order;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.LeafHashers;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What events are found and counted by that a process recorded and did not live to file. */
final class UnfiledTest {
  private static final String LONG = "m".repeat(255) + "\ud83d\ude00 and more";
  private static final List<String> MODELS = List.of("small", "large", "a\u0000b", LONG);
  private static final List<String> POLICIES = List.of("dlp", "say \"no\", \u00e9\\");
  private static final Instant START = NOON.minus(Duration.ofDays(1));

  @TempDir private Path filed;
  @TempDir private Path unfiled;

  private static List<DecisionEvent> events(int count) {
    Random random = new Random(count);
    List<DecisionEvent> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String verdict = EventSql.VERDICTS.get(random.nextInt(4));
      events.add(
          SampleEvents.named(
              "evt_" + number,
              NOON.plusSeconds(random.nextInt(9_000) - 5_000),
              verdict,
              verdict.equals("allow") ? null : POLICIES.get(random.nextInt(2)),
              MODELS.get(random.nextInt(4))));
    }
    return events;
  }

  /** Records them one by one, each in a transaction of its own, and dies. */
  private static void recordAndDie(Path folder, List<DecisionEvent> events) throws Exception {
    Ledgers.openForAppend(folder, Durability.BATCH).close();
    var leaves = new LeafHashers();
    var database = new SqliteDatabase(new LedgerFiles(folder));
    try (Connection connection = SqliteHome.connect(folder)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA synchronous = OFF");
      }
      connection.setAutoCommit(false);
      var tree =
          new TreeWriter(
              Dialect.SQLITE,
              connection,
              new CheckpointKeys(database.files()).signer(),
              new LastSigned(database.files()),
              InstantSource.fixed(Instant.EPOCH),
              1_000);
      var inserter =
          new EventInserter(database, connection, tree, (_, _) -> Set.of(), LogCare.NONE);
      for (DecisionEvent event : events) {
        byte[] json = EventJson.toBytes(event);
        assertThat(
                inserter.commit(
                    List.of(
                        new PendingEvent(
                            event.id(),
                            EventTimestamp.toMicros(event.timestamp()),
                            event.verdict(),
                            event.decidingPolicies(),
                            json,
                            leaves.fresh(json),
                            null,
                            Filing.of(event)))))
            .hasSize(1);
      }
    }
  }

  /** Whoever puts the time of day back keeps no checkpoint from being signed. */
  @Test
  void aCheckpointIsDueAfterTheClockWasPutBack() throws Exception {
    recordAndDie(filed, events(2));
    var now = new AtomicReference<>(NOON);
    var files = new LedgerFiles(filed);
    try (Connection connection = SqliteHome.connect(filed)) {
      connection.setAutoCommit(false);
      var tree =
          new TreeWriter(
              Dialect.SQLITE,
              connection,
              new CheckpointKeys(files).signer(),
              new LastSigned(files),
              now::get,
              1_000);
      tree.add(new LeafHashers().fresh(EventJson.toBytes(events(3).getLast())).hash());
      assertThat(tree.isCheckpointDue()).isTrue();
      tree.checkpoint();
      assertThat(tree.isCheckpointDue()).isFalse();
      now.set(NOON.minus(Duration.ofDays(300)));
      assertThat(tree.isCheckpointDue()).isTrue();
    }
  }

  private void recordInBoth(int count) throws Exception {
    List<DecisionEvent> events = events(count);
    recordAndDie(unfiled, events);
    try (EventStore store = Ledgers.openForAppend(filed, Durability.BATCH)) {
      for (DecisionEvent event : events) {
        store.append(event);
      }
    }
  }

  private static long unfiled(Path folder) throws SQLException {
    try (Connection connection = SqliteHome.connect(folder)) {
      return LedgerSchema.number(connection, "SELECT count(*) FROM unfiled");
    }
  }

  private static List<EventQuery> queries() {
    List<EventQuery> queries = new ArrayList<>();
    for (Order order : Order.values()) {
      for (@Nullable String policy : new @Nullable String[] {null, POLICIES.get(1)}) {
        for (Set<String> verdicts : List.of(Set.<String>of(), Set.of("block", "redact"))) {
          for (EventTerms terms : terms()) {
            queries.add(new EventQuery(NOON, null, verdicts, policy, 0, 7, order).with(terms));
            queries.add(new EventQuery(null, NOON, verdicts, policy, 3, 99, order).with(terms));
          }
        }
      }
    }
    return queries;
  }

  private static List<EventTerms> terms() {
    List<EventTerms> terms = new ArrayList<>();
    terms.add(EventTerms.NONE);
    MODELS.forEach(model -> terms.add(new EventTerms(null, model, null, null)));
    terms.add(new EventTerms("dlp.matched", null, null, null));
    terms.add(new EventTerms("dlp.matched", "small", "simulated", null));
    terms.add(new EventTerms(null, null, "simulated", "EVT_1"));
    return terms;
  }

  private static List<Long> pages(EventBrowser browser, EventQuery query) throws Exception {
    List<Long> found = new ArrayList<>();
    EventPosition next = null;
    do {
      EventPage page = browser.page(query.behind(next));
      page.events().stream().map(StoredEvent::sequence).forEach(found::add);
      next = page.next();
    } while (next != null);
    return found;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 9", "128, 0", "300, 44"})
  void areFoundAndCountedAsIfTheyWereFiled(int count, int left) throws Exception {
    recordInBoth(count);
    assertThat(unfiled(unfiled)).isEqualTo(left);
    assertThat(unfiled(filed)).isZero();
    try (EventReader expected = Ledgers.openForReading(filed);
        EventReader reader = Ledgers.openForReading(unfiled);
        EventBrowser paged = Ledgers.openForBrowsing(unfiled)) {
      for (EventQuery query : queries()) {
        Long[] found = numbers(expected.query(query));
        assertThat(numbers(reader.query(query))).as(query.toString()).isEqualTo(found);
        if (query.order() == Order.NEWEST_FIRST && query.limit() == 7) {
          assertThat(pages(paged, query)).startsWith(found).doesNotHaveDuplicates();
        }
      }
    }
    assertCounts();
    assertThat(breaches(unfiled)).isEmpty();

    Ledgers.openForAppend(unfiled, Durability.BATCH).close();
    assertThat(unfiled(unfiled)).isZero();
    assertCounts();
    assertThat(breaches(unfiled)).isEmpty();
  }

  private static Long[] numbers(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::sequence).toArray(Long[]::new);
  }

  private void assertCounts() throws Exception {
    try (EventBrowser expected = Ledgers.openForBrowsing(filed);
        EventBrowser browser = Ledgers.openForBrowsing(unfiled)) {
      Instant end = NOON.plus(Duration.ofDays(1));
      for (TallyKind kind : TallyKind.values()) {
        assertThat(browser.byName(kind, START, end)).isEqualTo(expected.byName(kind, START, end));
        assertThat(browser.overTime(kind, START, end, 1))
            .isEqualTo(expected.overTime(kind, START, end, 1));
      }
    }
  }

  private static List<Breach> breaches(Path folder) throws Exception {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      return audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {}).breaches();
    }
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection = SqliteHome.connect(unfiled);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE unfiled SET reason = 'none' WHERE sequence = 140",
        "UPDATE unfiled SET model = 'none' WHERE sequence = 140",
        "UPDATE unfiled SET provider = 'none' WHERE sequence = 140",
        "UPDATE unfiled SET provider = CAST(provider AS BLOB) WHERE sequence = 140",
        "UPDATE unfiled SET at = at - 1 WHERE sequence = 140",
        "UPDATE unfiled SET deciding = '[\"other\"]' WHERE sequence = 140",
        "UPDATE unfiled SET deciding = 'nonsense' WHERE sequence = 140 AND deciding <> '[]'",
        "INSERT INTO filed SELECT sequence, at, 'x', model, provider FROM unfiled WHERE sequence = 140",
        "DELETE FROM unfiled WHERE sequence = 140",
      })
  void whatIsWrongWithThemIsFound(String sql) throws Exception {
    List<DecisionEvent> events = new ArrayList<>(events(150));
    events.set(139, SampleEvents.decided("evt_139", NOON, "block", "dlp"));
    recordAndDie(unfiled, events);
    tamper(sql);
    assertThat(breaches(unfiled))
        .extracting(Breach::kind, Breach::first, Breach::last)
        .contains(tuple(Kind.MISFILED, 140L, 140L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE unfiled SET tokens = tokens + 1",
        "UPDATE unfiled SET step = '7'",
        "UPDATE unfiled SET pack = 'other 1 x'",
        "UPDATE unfiled SET hour = hour + 1",
        "UPDATE unfiled SET counted = '(others)'",
        "UPDATE unfiled SET policy = 'other'",
        "UPDATE unfiled SET verdict = 'allow'",
        "UPDATE unfiled SET unpriced = unpriced + 1",
      })
  void whatIsWrongWithCountsIsFound(String sql) throws Exception {
    recordAndDie(unfiled, List.of(SampleEvents.full()));
    assertThat(breaches(unfiled)).isEmpty();
    tamper(sql);
    assertThat(breaches(unfiled)).extracting(Breach::kind).containsOnly(Kind.MISCOUNTED);
  }

  @Test
  void rowsOfNoEventAreFound() throws Exception {
    recordAndDie(unfiled, List.of(SampleEvents.full()));
    tamper(
        "INSERT INTO unfiled SELECT 700, at, verdict, reason, model, provider, deciding, hour,"
            + " policy, counted, pack, step, 0, 0, 0 FROM unfiled");
    assertThat(breaches(unfiled))
        .extracting(Breach::kind, Breach::first)
        .contains(tuple(Kind.MISFILED, 700L));
  }

  /** A build before this one files them by the events, and leaves the rows. */
  @Test
  void rowsThatAreLeftDoNotCount() throws Exception {
    recordInBoth(9);
    tamper("CREATE TABLE kept AS SELECT * FROM unfiled");
    Ledgers.openForAppend(unfiled, Durability.BATCH).close();
    tamper("INSERT INTO unfiled SELECT * FROM kept");
    assertThat(unfiled(unfiled)).isEqualTo(9);
    assertCounts();
    assertThat(breaches(unfiled)).isEmpty();
    try (EventReader expected = Ledgers.openForReading(filed);
        EventReader reader = Ledgers.openForReading(unfiled)) {
      for (EventQuery query : queries()) {
        assertThat(numbers(reader.query(query))).isEqualTo(numbers(expected.query(query)));
      }
    }
  }

  @Test
  void onlyWhatIsFiledIsPruned() throws Exception {
    recordAndDie(unfiled, events(150));
    InstantSource later = InstantSource.fixed(NOON.plus(Duration.ofDays(9)));
    var retention = new Retention(Duration.ofDays(1), Map.of());
    try (Administration administration = Ledgers.openAdministration(unfiled, later);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(unfiled, administration, later)) {
      assertThat(upkeep.plan(retention).ranges()).containsExactly(new Pruning.Range(1, 128));
      Pruning pruned =
          upkeep.prune(
              retention,
              new Actor(Actor.OPERATOR, "ana"),
              () -> {
                try (EventStore store = Ledgers.openForAppend(unfiled, Durability.BATCH)) {
                  int ignored = administration.drain(store);
                }
              });
      assertThat(pruned.ranges()).containsExactly(new Pruning.Range(1, 128));
      assertThat(breaches(unfiled)).isEmpty();
      assertThat(upkeep.plan(retention).ranges()).containsExactly(new Pruning.Range(129, 150));
    }
  }
}
