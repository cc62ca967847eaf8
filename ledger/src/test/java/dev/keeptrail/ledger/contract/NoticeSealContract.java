package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.retention.NoticeSeal;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who can write to the database, has no key, and would call a removal a pruning. */
public abstract class NoticeSealContract extends LedgerContract {
  private static final Actor RETENTION = new Actor(Actor.SYSTEM, "retention");
  private static final InstantSource LATER = InstantSource.fixed(NOON.plus(Duration.ofDays(10)));

  /** Of another ledger; whoever checks here believes it as well. */
  private static final NoteSigner OTHER = NoteSigner.generate("keeptrail.invalid/ledger/other");

  /** Takes events 1 to 4. */
  private static final Retention FOUR =
      new Retention(Duration.ofDays(10).minusSeconds(5), Map.of());

  private String kept = "";

  @BeforeEach
  void tenEventsAndACheckpointElsewhere() throws Exception {
    append(1, 10);
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      kept = audit.checkpoint().orElseThrow();
    }
  }

  private void append(int from, int to) throws LedgerException {
    try (EventStore store = open(Durability.BATCH)) {
      for (int at = from; at <= to; at++) {
        store.append(SampleEvents.allowed("evt_%02d".formatted(at), NOON.plusSeconds(at)));
      }
    }
  }

  private static AdministrativeEvent notice(String ranges) {
    return new AdministrativeEvent(
        "adm_00000000000000000000000001",
        LATER.instant(),
        "ledger.pruned",
        RETENTION,
        "ledger",
        Map.of("ranges", ranges, "decisions", "3", "rules", "allow=24h"));
  }

  /** Puts an entry in the way of the gateway, which takes it in and signs a checkpoint over it. */
  private void smuggle(AdministrativeEvent entry) throws LedgerException {
    try (Administration administration = Ledgers.openAdministration(folder(), LATER)) {
      administration.note(entry.action(), entry.actor(), entry.subject(), Map.of(), _ -> entry);
      settle(administration);
    }
  }

  private void settle(Administration administration) throws LedgerException {
    try (EventStore store = open(Durability.STRICT)) {
      int ignored = administration.drain(store);
    }
  }

  /** Writes an entry with its leaf into the tables, behind what is signed. */
  private void put(long sequence, AdministrativeEvent entry) throws Exception {
    byte[] json = AdministrativeJson.toBytes(entry);
    SaltedLeaf leaf = Leaves.fresh(json);
    forgetLastSigned();
    tamper(
        "DELETE FROM checkpoint WHERE size >= " + sequence,
        "DELETE FROM administration WHERE sequence = " + sequence,
        "DELETE FROM leaf WHERE sequence = " + sequence);
    try (Connection connection = connect();
        PreparedStatement row =
            connection.prepareStatement(
                "INSERT INTO administration (sequence, id, at, action, actor, json, salt)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement hash =
            connection.prepareStatement("INSERT INTO leaf (sequence, hash) VALUES (?, ?)")) {
      row.setLong(1, sequence);
      row.setString(2, entry.id());
      row.setLong(3, EventTimestamp.toMicros(entry.timestamp()));
      row.setString(4, entry.action());
      row.setString(5, entry.actor().name());
      row.setString(6, new String(json, StandardCharsets.UTF_8));
      row.setBytes(7, leaf.salt().toBytes());
      assertThat(row.executeUpdate()).isEqualTo(1);
      hash.setLong(1, sequence);
      hash.setBytes(2, leaf.hash().toBytes());
      assertThat(hash.executeUpdate()).isEqualTo(1);
    }
  }

  private void remove(int first, int last) throws Exception {
    for (String table : List.of("event", "filed", "deciding_policy")) {
      tamper("DELETE FROM %s WHERE sequence BETWEEN %d AND %d".formatted(table, first, last));
    }
  }

  private Pruning prune() throws Exception {
    try (Administration administration = Ledgers.openAdministration(folder(), LATER);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      return upkeep.prune(FOUR, RETENTION, () -> settle(administration));
    }
  }

  private Verification verify() throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      List<NoteKey> keys = new ArrayList<>(audit.keys());
      keys.add(OTHER.publicKey());
      return audit.verify(new LedgerAudit.Request(1, null, keys, kept), _ -> {});
    }
  }

  private List<StoredAdministrativeEvent> notices() throws LedgerException {
    try (EventReader reader = read()) {
      return reader.administration(AdministrationQuery.latest(50));
    }
  }

  private void assertMissing(Long... sequences) throws LedgerException {
    Verification found = verify();
    assertThat(found.breaches()).allMatch(breach -> breach.kind() == Kind.MISSING);
    assertThat(found.breaches()).extracting(Breach::first).containsExactly(sequences);
    assertThat(found.noticesPassedOver()).isEqualTo(1);
    assertThat(found.pruned()).isZero();
  }

  @Test
  void anEntryThatAGatewayTookInHidesNoRemoval() throws Exception {
    smuggle(notice("3-5"));
    assertThat(verify().breaches()).isEmpty();
    remove(3, 5);
    assertMissing(3L, 4L, 5L);
  }

  @Test
  void anEntryBehindTheLastCheckpointHidesNoRemoval() throws Exception {
    put(11, notice("3-5"));
    append(11, 11);
    assertThat(verify().signed()).isEqualTo(12);
    remove(3, 5);
    assertMissing(3L, 4L, 5L);
  }

  @Test
  void aNoticeThatWasChangedBeforeItsCheckpointHidesNothing() throws Exception {
    prune();
    AdministrativeEvent real = notices().getFirst().event();
    put(
        11,
        AdministrativeJson.read(
            AdministrativeJson.write(real)
                .replace("\"1-4\"", "\"1-6\"")
                .getBytes(StandardCharsets.UTF_8)));
    append(11, 11);
    remove(5, 6);
    assertMissing(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aNoticeOfAnotherLedgerHidesNothing() throws Exception {
    smuggle(NoticeSeal.seal(notice("3-5"), OTHER));
    remove(3, 5);
    assertMissing(3L, 4L, 5L);
  }

  @Test
  void aStrangersKeyOfTheSameNameHidesNothing() throws Exception {
    smuggle(NoticeSeal.seal(notice("3-5"), NoteSigner.generate(signer().publicKey().name())));
    remove(3, 5);
    assertMissing(3L, 4L, 5L);
  }

  @Test
  void aNoticeNamesNothingThatComesAfterIt() throws Exception {
    smuggle(NoticeSeal.seal(notice("3-3 12-13"), signer()));
    append(12, 14);
    remove(12, 13);
    assertMissing(12L, 13L);
  }

  @Test
  void theSameNoticeOnceMoreDoesNoHarm() throws Exception {
    prune();
    smuggle(notices().getFirst().event());
    assertThat(notices()).hasSize(1);
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.pruned()).isEqualTo(4);
    assertThat(found.noticesPassedOver()).isZero();
  }

  @Test
  void noticesOfEarlierKeysCount() throws Exception {
    prune();
    NoteKey second = Ledgers.rotateKey(folder());
    for (int at = 11; at <= 14; at++) {
      // As old as those that went.
      try (EventStore store = open(Durability.BATCH)) {
        store.append(SampleEvents.allowed("evt_%02d".formatted(at), NOON));
      }
    }
    assertThat(prune().ranges()).containsExactly(new Pruning.Range(12, 15));
    assertThat(notices())
        .extracting(notice -> NoticeSeal.holds(notice.event(), List.of(second)))
        .containsExactlyInAnyOrder(true, false);
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.pruned()).isEqualTo(8);
    assertThat(found.noticesPassedOver()).isZero();
    assertThat(found.unprovenHours()).isZero();
  }

  @Test
  void whoeverHasNoKeyDoesNotStopAPruning() throws Exception {
    smuggle(notice("x-y"));
    smuggle(
        new AdministrativeEvent(
            "adm_00000000000000000000000002",
            NOON,
            "ledger.pruned",
            RETENTION,
            "ledger",
            Map.of("ranges", "1-9", "counts", "1=x", "counts_after", "soon")));
    assertThat(prune().decisions()).isEqualTo(4);
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.pruned()).isEqualTo(4);
    assertThat(found.noticesPassedOver()).isEqualTo(2);
    assertThat(found.unprovenHours()).isZero();
  }

  @Test
  void withoutTheKeyNothingGoes() throws Exception {
    Path key = folder().resolve("checkpoint.key");
    Path away = Files.move(key, folder().resolve("away"));
    assertRefused("the private key of the ledger is not in `" + folder());
    assertThat(key).doesNotExist();

    Files.write(key, OTHER.toLines());
    assertRefused("so nobody could check what it signs");

    Files.move(away, key, StandardCopyOption.REPLACE_EXISTING);
    assertThat(prune().decisions()).isEqualTo(4);
    assertThat(verify().breaches()).isEmpty();
  }

  private void assertRefused(String message) throws Exception {
    try (Administration administration = Ledgers.openAdministration(folder(), LATER);
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      assertThat(upkeep.plan(FOUR).decisions()).isEqualTo(4);
      assertThatThrownBy(() ->
              upkeep.prune(
                  FOUR,
                  RETENTION,
                  () -> {
                    throw new AssertionError("nothing is announced");
                  }))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("nothing was pruned")
          .hasMessageContaining(message);
      assertThat(administration.isWaiting("ledger.pruned")).isFalse();
    }
    assertThat(notices()).isEmpty();
  }
}
