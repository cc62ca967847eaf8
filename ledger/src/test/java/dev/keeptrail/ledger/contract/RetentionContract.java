package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.retention.Hold;
import dev.keeptrail.ledger.retention.NoticeSeal;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Pruning.Range;
import dev.keeptrail.ledger.retention.Retention;
import dev.keeptrail.ledger.retention.Retention.Category;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, what stays, and what the ledger says of it. */
public abstract class RetentionContract extends LedgerContract {
  private static final Actor OPERATOR = new Actor(Actor.OPERATOR, "ana");
  private static final InstantSource LATER = InstantSource.fixed(NOON.plus(Duration.ofDays(10)));
  private static final Retention ALL =
      new Retention(Duration.ofDays(10).minusSeconds(20), Map.of());
  private static final Retention ALLOWED =
      new Retention(null, Map.of(Category.ALLOW, Duration.ofDays(1)));

  /** Thirty events, a second apart; every third is blocked, and every tenth has a capture. */
  private void thirty() throws LedgerException {
    try (EventStore store = open(Durability.BATCH)) {
      for (int at = 1; at <= 30; at++) {
        String verdict = at % 3 == 0 ? "block" : "allow";
        var event =
            SampleEvents.decided(
                "evt_%02d".formatted(at),
                NOON.plusSeconds(at),
                verdict,
                at % 3 == 0 ? "dlp" : null);
        store.append(
            event,
            at % 10 == 0
                ? StoredCapture.open("redacted", "{}".getBytes(StandardCharsets.UTF_8))
                : null);
      }
    }
  }

  private Administration administration() throws LedgerException {
    return Ledgers.openAdministration(folder(), LATER);
  }

  private Pruning prune(Retention retention) throws Exception {
    try (Administration administration = administration();
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      Pruning planned = upkeep.plan(retention);
      Pruning pruned = upkeep.prune(retention, OPERATOR, () -> settle(administration));
      assertThat(pruned).isEqualTo(planned);
      return pruned;
    }
  }

  private void settle(Administration administration) throws LedgerException {
    try (EventStore store = open(Durability.STRICT)) {
      int ignored = administration.drain(store);
    }
  }

  private List<Long> left() throws LedgerException {
    try (EventReader reader = read()) {
      return reader.query(EventQuery.latest(100)).stream()
          .map(StoredEvent::sequence)
          .sorted()
          .toList();
    }
  }

  private Verification verify() throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      return audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
    }
  }

  @Test
  void whatIsTooOldGoesAndIsAnnounced() throws Exception {
    thirty();
    Pruning pruned = prune(ALL);
    assertThat(pruned.ranges()).containsExactly(new Range(1, 19));
    assertThat(pruned.decisions()).isEqualTo(19);
    assertThat(pruned.captures()).isEqualTo(1);

    assertThat(left()).hasSize(11).startsWith(20L);
    try (EventReader reader = read()) {
      assertThat(reader.find("evt_19")).isEmpty();
      assertThat(reader.find("evt_20")).isPresent();
      assertThat(reader.captures(1, 30)).containsOnlyKeys(20L, 30L);
      assertThat(reader.administration(AdministrationQuery.latest(5)))
          .singleElement()
          .satisfies(notice -> {
            assertThat(notice.sequence()).isEqualTo(31);
            assertThat(notice.event().details()).containsEntry("ranges", "1-19");
          });
    }
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.pruned()).isEqualTo(19);
    assertThat(prune(ALL).isNothing()).isTrue();
  }

  /**
   * A hole in the tree would keep whatever comes behind it from being held against what is signed.
   */
  @Test
  void leavesOfWhatIsGoneAndItsNoticeAreMissed() throws Exception {
    thirty();
    prune(ALL);
    tamper("DELETE FROM leaf WHERE sequence = 7");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Kind.DAMAGED, 7L, 7L));
    tamper("UPDATE administration SET json = 'nonsense' WHERE sequence = 31");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .hasSize(21)
        .contains(tuple(Kind.MISSING, 1L), tuple(Kind.MISSING, 19L), tuple(Kind.CHANGED, 31L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE tally SET events = events - 1 WHERE verdict = 'allow' AND kind = 'provider'",
        "UPDATE tally SET tokens = tokens + 1 WHERE verdict = 'allow' AND kind = 'model'",
        "UPDATE tally SET name = 'dlp2' WHERE kind = 'policy'",
        "UPDATE tally SET verdict = 'redact' WHERE verdict = 'allow' AND kind = 'pack'",
        "DELETE FROM tally WHERE verdict = 'allow' AND kind = 'reason'",
        "DELETE FROM tally",
        "INSERT INTO tally SELECT kind, hour, 'none', verdict, 0, 0, 0, 0 FROM tally WHERE kind = 'latency'",
      })
  void countsOfWhatIsGoneAreProven(String sql) throws Exception {
    thirty();
    prune(ALLOWED);
    assertThat(verify().breaches()).isEmpty();
    tamper(sql);
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Kind.MISCOUNTED, 3L, 30L));
  }

  @Test
  void countsOfAnHourThatIsGoneAreFoundByItsNotice() throws Exception {
    thirty();
    prune(new Retention(Duration.ofDays(1), Map.of()));
    tamper("UPDATE tally SET micro_usd = micro_usd + 1 WHERE kind = 'policy'");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Kind.MISCOUNTED, 31L, 31L));
  }

  @Test
  void anHourGoesPieceByPiece() throws Exception {
    thirty();
    for (int kept : new int[] {25, 15, 5}) {
      prune(new Retention(Duration.ofDays(10).minusSeconds(kept), Map.of()));
      assertThat(verify().breaches()).isEmpty();
      assertThat(verify().unprovenHours()).isZero();
    }
    tamper("UPDATE tally SET events = events + 1 WHERE verdict = 'allow' AND kind = 'provider'");
    assertThat(verify().breaches()).extracting(Breach::kind).containsExactly(Kind.MISCOUNTED);
  }

  /** As a pruning does while not all events are counted yet. */
  private void pruneSilently(int last) throws Exception {
    try (Administration administration = administration()) {
      NoteSigner signer = signer();
      administration.note(
          "ledger.pruned",
          OPERATOR,
          "ledger",
          Map.of("ranges", "1-" + last, "decisions", "9"),
          entry -> NoticeSeal.seal(entry, signer));
      settle(administration);
    }
    for (String table : List.of("event", "filed", "deciding_policy", "capture")) {
      tamper("DELETE FROM " + table + " WHERE sequence <= " + last);
    }
  }

  @Test
  void countsUnderNoticesOfEarlierBuildsAreHeldWithinBounds() throws Exception {
    thirty();
    pruneSilently(5);
    assertThat(verify().breaches()).isEmpty();
    assertThat(verify().unprovenHours()).isEqualTo(1);
    prune(ALL);
    assertThat(verify().breaches()).isEmpty();
    assertThat(verify().unprovenHours()).isEqualTo(1);

    tamper("UPDATE tally SET events = events - 1 WHERE verdict = 'allow' AND kind = 'provider'");
    assertThat(verify().breaches()).isEmpty();
    tamper("UPDATE tally SET events = events + 2 WHERE verdict = 'allow' AND kind = 'provider'");
    assertThat(verify().breaches()).extracting(Breach::kind).containsExactly(Kind.MISCOUNTED);
  }

  @Test
  void countsThatWereWrongWhenMoreWentStayWrong() throws Exception {
    thirty();
    prune(ALL);
    tamper("UPDATE tally SET events = events - 1 WHERE kind = 'provider'");
    prune(new Retention(Duration.ofDays(1), Map.of()));
    tamper("UPDATE tally SET events = events + 1 WHERE kind = 'provider'");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Kind.MISCOUNTED, 32L));
  }

  @Test
  void aNoticeThatWasHiddenWhileMoreWentIsMissed() throws Exception {
    thirty();
    prune(ALL);
    tamper("UPDATE administration SET action = 'none' WHERE sequence = 31");
    prune(new Retention(Duration.ofDays(1), Map.of()));
    tamper("UPDATE administration SET action = 'ledger.pruned' WHERE sequence = 31");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .contains(tuple(Kind.MISCOUNTED, 32L));
  }

  @Test
  void whatIsNotAsItWasRecordedIsNotPruned() throws Exception {
    thirty();
    tamper(
        "UPDATE event SET at = at - 100000000 WHERE sequence = 28",
        "UPDATE event SET json = replace(json, '\"allow\"', '\"block\"') WHERE sequence = 2");
    assertThat(prune(ALL).ranges()).containsExactly(new Range(1, 1), new Range(3, 19));
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Kind.CHANGED, 2L), tuple(Kind.MISFILED, 28L));
  }

  @Test
  void onlyWhatARuleNamesGoes() throws Exception {
    thirty();
    Pruning pruned = prune(ALLOWED);
    assertThat(pruned.decisions()).isEqualTo(20);
    assertThat(pruned.ranges()).hasSize(10).startsWith(new Range(1, 2), new Range(4, 5));

    assertThat(left()).hasSize(10).allMatch(sequence -> sequence % 3 == 0);
    assertThat(verify().breaches()).isEmpty();
    try (EventReader reader = read()) {
      var policy = new EventQuery(null, null, Set.of(), "dlp", 0, 50);
      assertThat(reader.query(policy)).hasSize(10);
    }
  }

  @Test
  void whatIsHeldStaysUntilItIsReleased() throws Exception {
    thirty();
    try (Administration administration = administration()) {
      administration.hold(
          new Hold("case-17", NOON.plusSeconds(5), NOON.plusSeconds(8), "subpoena"), OPERATOR);
      administration.hold(
          new Hold("case-17", NOON.plusSeconds(5), NOON.plusSeconds(9), "subpoena"), OPERATOR);
      assertThat(administration.holds()).hasSize(1);
    }
    Pruning pruned = prune(ALL);
    assertThat(pruned.held()).isEqualTo(4);
    assertThat(pruned.ranges()).containsExactly(new Range(1, 4), new Range(9, 19));
    assertThat(left()).startsWith(5L, 6L, 7L, 8L, 20L);
    try (Administration administration = administration()) {
      assertThat(administration.release("case-18", OPERATOR)).isFalse();
      assertThat(administration.release("case-17", OPERATOR)).isTrue();
    }
    assertThat(prune(ALL).ranges()).containsExactly(new Range(5, 8));
    assertThat(verify().breaches()).isEmpty();
  }

  @Test
  void noHoldIsPromisedWhileWhatItIsForGoes() throws Exception {
    thirty();
    var late = new Hold("late", NOON, NOON.plusSeconds(60), "subpoena");
    try (Administration administration = administration();
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      Pruning pruned =
          upkeep.prune(
              ALL,
              OPERATOR,
              () -> {
                assertThatThrownBy(() -> administration.hold(late, OPERATOR))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("is being pruned by somebody else; try again");
                assertThat(administration.holds()).isEmpty();
                settle(administration);
              });
      assertThat(pruned.ranges()).containsExactly(new Range(1, 19));
      administration.hold(late, OPERATOR);
      assertThat(administration.holds()).containsExactly(late);
    }
    assertThat(verify().breaches()).isEmpty();
  }

  @Test
  void nothingGoesWithoutItsNotice() throws Exception {
    thirty();
    try (Administration administration = administration();
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> upkeep.prune(ALL, OPERATOR, () -> {}))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(left()).hasSize(30);
    assertThat(prune(ALL).ranges()).containsExactly(new Range(1, 19));
    assertThat(verify().breaches()).isEmpty();
    assertThat(verify().unprovenHours()).isZero();
  }

  @Test
  void whatWasAnnouncedAndStayedIsCountedOnce() throws Exception {
    thirty();
    try (Administration administration = administration();
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      assertThatThrownBy(() ->
              upkeep.prune(
                  ALL,
                  OPERATOR,
                  () -> {
                    settle(administration);
                    throw new LedgerException("the process dies here");
                  }))
          .isInstanceOf(LedgerException.class);
    }
    assertThat(left()).hasSize(30);
    assertThat(verify().breaches()).isEmpty();
    assertThat(prune(ALL).ranges()).containsExactly(new Range(1, 19));
    assertThat(verify().breaches()).isEmpty();
    assertThat(verify().unprovenHours()).isZero();
  }

  @Test
  void oneAtATimePrunes() throws Exception {
    thirty();
    try (Administration administration = administration();
        LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder(), administration, LATER);
        LedgerUpkeep other = Ledgers.openForUpkeep(folder(), administration, LATER)) {
      Pruning pruned =
          upkeep.prune(
              ALL,
              OPERATOR,
              () -> {
                assertThatThrownBy(() -> other.prune(ALL, OPERATOR, () -> {}))
                    .hasMessageContaining("is being pruned by somebody else");
                settle(administration);
              });
      assertThat(pruned.decisions()).isEqualTo(19);
      assertThat(other.prune(ALL, OPERATOR, () -> settle(administration)).isNothing()).isTrue();
    }
  }

  @Test
  void packsAreKeptByTheirDigest() throws Exception {
    try (Administration administration = administration()) {
      var bare = new StoredPack("sha256:aa", "guard", "1.0.0", "{}", Map.of());
      var pack = new StoredPack("sha256:aa", "guard", "1.0.0", "{}", Map.of("a.kt", "pack a\n"));
      var other = new StoredPack("sha256:aa", "guard", "1.0.0", "{}", Map.of("b.kt", "pack b\n"));
      administration.keep(bare);
      administration.keep(pack);
      administration.keep(other);
      assertThat(administration.pack("sha256:aa")).contains(pack);
      assertThat(administration.pack("sha256:bb")).isEmpty();
    }
  }
}
