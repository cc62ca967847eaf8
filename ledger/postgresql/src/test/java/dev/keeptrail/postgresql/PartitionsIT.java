package dev.keeptrail.postgresql;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are cut into parts of ten events. */
final class PartitionsIT {
  private static final InstantSource LATER = InstantSource.fixed(NOON.plus(Duration.ofDays(10)));

  @TempDir private Path folder;
  private final TestSchema schema = new TestSchema();

  @BeforeEach
  void smallParts() throws Exception {
    schema.place(folder);
    Ledgers.openForAppend(folder, Durability.BATCH).close();
    execute("UPDATE property SET value = '10' WHERE name = 'partition_events'");
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Long> parts() throws Exception {
    try (Connection connection = schema.connect()) {
      return new Partitions(connection).all().stream().map(Partitions.Part::first).toList();
    }
  }

  private void append(int from, int to) throws LedgerException {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH)) {
      for (int at = from; at <= to; at++) {
        store.append(SampleEvents.allowed("evt_%03d".formatted(at), NOON.plusSeconds(at)));
      }
    }
  }

  private long prune(int keptSeconds) throws Exception {
    var retention = new Retention(Duration.ofDays(10).minusSeconds(keptSeconds), Map.of());
    try (Administration administration = Ledgers.openAdministration(folder, LATER);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder, administration, LATER)) {
      return upkeep
          .prune(retention, new Actor(Actor.OPERATOR, "ana"), () -> settle(administration))
          .decisions();
    }
  }

  private void settle(Administration administration) throws LedgerException {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      int ignored = administration.drain(store);
    }
  }

  private void assertIntact() throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      var found = audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      assertThat(found.breaches()).isEmpty();
    }
  }

  @Test
  void eventsLieInPartsAndIdsAreTakenOnceOverAllOfThem() throws Exception {
    append(1, 35);
    assertThat(parts()).containsExactly(1L, 11L, 21L, 31L);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      for (String id : List.of("evt_004", "evt_020", "evt_035")) {
        assertThatThrownBy(() -> store.append(SampleEvents.allowed(id, NOON)))
            .hasMessage("an event with this id is in the ledger already");
      }
      assertThat(store.find("evt_004")).isPresent();
      assertThat(store.query(EventQuery.latest(100))).hasSize(35);
    }
    assertIntact();
  }

  @Test
  void wholePartsAreDropped() throws Exception {
    append(1, 35);
    assertThat(prune(26)).isEqualTo(25);
    assertThat(parts()).containsExactly(21L, 31L);
    try (EventReader reader = Ledgers.openForReading(folder)) {
      assertThat(reader.query(EventQuery.latest(100))).hasSize(10);
    }
    assertIntact();
    append(37, 45);
    assertThat(parts()).containsExactly(21L, 31L, 41L);
    assertIntact();
  }

  @Test
  void theNewestPartStaysForWhatComes() throws Exception {
    append(1, 19);
    assertThat(prune(100)).isEqualTo(19);
    assertThat(parts()).containsExactly(11L);
    append(20, 25);
    assertIntact();
  }

  @Test
  void whereSomebodyReadsForLongRowsGoOneByOne() throws Exception {
    append(1, 35);
    try (Connection reading = schema.connect();
        Statement statement = reading.createStatement()) {
      reading.setAutoCommit(false);
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM event")) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(prune(26)).isEqualTo(25);
      assertThat(parts()).containsExactly(1L, 11L, 21L, 31L);
      reading.rollback();
    }
    try (EventReader reader = Ledgers.openForReading(folder)) {
      assertThat(reader.query(EventQuery.latest(100))).hasSize(10);
    }
    assertIntact();
  }
}
