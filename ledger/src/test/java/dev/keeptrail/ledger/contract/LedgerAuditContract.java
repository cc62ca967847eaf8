package dev.keeptrail.ledger.contract;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.store.Impatient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that somebody had their hands in, and one that nobody had. */
public abstract class LedgerAuditContract extends LedgerContract {
  protected static final int EVENTS = 600;

  protected final void append(int from, int to) throws LedgerException {
    try (EventStore store = Impatient.open(folder())) {
      for (int at = from; at <= to; at++) {
        assertThat(store.append(SampleEvents.allowed("evt_" + at, NOON.plusSeconds(at))))
            .isEqualTo(at);
      }
    }
  }

  protected final Verification verify() throws LedgerException {
    return verify(1, null, null);
  }

  private Verification verify(long first, @Nullable Long last, @Nullable String kept)
      throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      return audit.verify(new LedgerAudit.Request(first, last, audit.keys(), kept), _ -> {});
    }
  }

  @Test
  void anUntouchedLedgerIsIntact() throws Exception {
    append(1, EVENTS);
    append(EVENTS + 1, EVENTS + 10);

    Verification all = verify();
    assertThat(all.breaches()).isEmpty();
    assertThat(all.events()).isEqualTo(EVENTS + 10);
    assertThat(all.signed()).isEqualTo(EVENTS + 10);
    assertThat(all.checkpoints()).isPositive();
    Verification part = verify(300, 400L, null);
    assertThat(part.isIntact()).isTrue();
    assertThat(part.events()).isEqualTo(101);
    assertThat(verify(300, null, null).root()).isEqualTo(all.root());
  }

  @Test
  void anEmptyLedgerIsIntact() throws Exception {
    append(1, 0);
    assertThat(verify().isIntact()).isTrue();
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      assertThat(audit.checkpoint()).isEmpty();
      assertThat(audit.prove("evt_1")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "UPDATE event SET json = replace(json, '\"allow\"', '\"block\"') WHERE sequence = 77 # CHANGED # 77 # 77",
        "UPDATE event SET json = 'nonsense' WHERE sequence = 77 # CHANGED # 77 # 77",
        "UPDATE event SET json = json || ' ' WHERE sequence = 77 # MISFILED # 77 # 77",
        "UPDATE event SET json = replace(json, '\"allow', '\"\\u0061llow') WHERE sequence = 77 # MISFILED # 77 # 77",
        "UPDATE event SET json = replace(json, '/v1', '\\/v1') WHERE sequence = 77 # MISFILED # 77 # 77",
        "UPDATE event SET json = replace(json, '\"model\":', '\"model\" :') WHERE sequence = 77 # MISFILED # 77 # 77",
        "DELETE FROM event WHERE sequence = 100 # MISSING # 100 # 100",
        "DELETE FROM event WHERE sequence = 600 # MISSING # 600 # 600",
        "UPDATE event SET verdict = 'block' WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE event SET at = at + 1 WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE event SET id = 'evt_other' WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE checkpoint SET note = replace(note, 'ledger', 'ledgor') WHERE size = 600 # UNSIGNED # 600 # 600",
        "UPDATE leaf SET hash = (SELECT hash FROM leaf WHERE sequence = 6) WHERE sequence = 5 # CHANGED # 5 # 5",
        "UPDATE event SET salt = (SELECT other.salt FROM event AS other WHERE other.sequence = 6) WHERE sequence = 5 # CHANGED # 5 # 5",
        "UPDATE event SET salt = NULL WHERE sequence = 5 # CHANGED # 5 # 5",
      })
  void findsWhatWasDoneAndWhere(String sql, String kind, long first, long last) throws Exception {
    append(1, EVENTS);
    tamper(sql);

    Verification found = verify();
    assertThat(found.breaches()).isNotEmpty();
    Breach breach = found.breaches().getFirst();
    assertThat(breach.kind()).isEqualTo(Kind.valueOf(kind));
    assertThat(breach.first()).isEqualTo(first);
    assertThat(breach.last()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "UPDATE filed SET reason = 'none' WHERE sequence = 31 # MISFILED # 31 # 31",
        "UPDATE filed SET model = 'none' WHERE sequence = 31 # MISFILED # 31 # 31",
        "UPDATE filed SET provider = 'none' WHERE sequence = 31 # MISFILED # 31 # 31",
        "UPDATE filed SET at = at - 1 WHERE sequence = 31 # MISFILED # 31 # 31",
        "DELETE FROM filed WHERE sequence = 31 # MISFILED # 31 # 31",
        "DELETE FROM filed WHERE sequence = 40 # MISFILED # 40 # 40",
        "INSERT INTO filed VALUES (700, 1, 'none', 'none', 'none') # MISFILED # 700 # 700",
        "INSERT INTO deciding_policy SELECT 'dlp', at, sequence FROM event WHERE sequence = 31 # MISFILED # 31 # 31",
        "UPDATE tally SET events = events - 1 WHERE kind = 'reason' # MISCOUNTED # 1 # 40",
        "UPDATE tally SET tokens = tokens + 1 WHERE kind = 'model' # MISCOUNTED # 1 # 40",
        "UPDATE tally SET micro_usd = micro_usd + 1 WHERE kind = 'provider' # MISCOUNTED # 1 # 40",
        "UPDATE tally SET unpriced = 7 WHERE kind = 'pack' # MISCOUNTED # 1 # 40",
        "UPDATE tally SET name = '(others)' WHERE kind = 'model' # MISCOUNTED # 1 # 40",
        "DELETE FROM tally WHERE kind = 'latency' # MISCOUNTED # 1 # 40",
        "DELETE FROM tally # MISCOUNTED # 1 # 40",
        "INSERT INTO tally VALUES ('reason', 1, 'none', 'block', 3, 0, 0, 0) # MISCOUNTED # 1 # 40",
        "INSERT INTO tally VALUES ('reason', 9000000000000000000, 'none', 'block', 3, 0, 0, 0) # MISCOUNTED # 1 # 40",
        "INSERT INTO deciding_policy VALUES ('dlp', 1, 700) # MISFILED # 700 # 700",
      })
  void findsWhatTablesSayThatEventsDoNot(String sql, String kind, long first, long last)
      throws Exception {
    append(1, 40);
    tamper(sql);

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsOnly(tuple(Kind.valueOf(kind), first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM deciding_policy WHERE sequence = 2",
        "UPDATE deciding_policy SET policy = 'other' WHERE sequence = 2",
        "UPDATE deciding_policy SET at = at + 1 WHERE sequence = 2",
      })
  void findsAPolicyThatEventsAreNotFoundBy(String sql) throws Exception {
    try (EventStore store = Impatient.open(folder())) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      store.append(SampleEvents.decided("evt_2", NOON, "block", "dlp"));
      store.append(SampleEvents.full());
    }
    assertThat(verify().breaches()).isEmpty();
    tamper(sql);

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Kind.MISFILED, 2L));
    assertThat(verify(2, 2L, null).breaches()).hasSize(1);
    assertThat(verify(3, 3L, null).breaches()).isEmpty();
  }

  private static String again(long sequence) {
    return "INSERT INTO administration SELECT %1$d, 'adm_%1$d', at, 'pack.loaded', 'eve', json, salt FROM event WHERE sequence = 9"
        .formatted(sequence);
  }

  @Test
  void findsRowsThatNoEventHasAndATreeThatIsNoneOfTheirs() throws Exception {
    append(1, 300);
    String strange = "INSERT INTO subtree SELECT 16, 0, hash FROM subtree WHERE position = 0";
    tamper(strange);
    assertThat(found()).containsExactly(tuple(Kind.DAMAGED, 1L, 300L));

    // In front of the first event, twice under one number, and without their leaves.
    tamper(
        "INSERT INTO leaf SELECT -7, hash FROM leaf WHERE sequence = 9",
        again(20),
        "DELETE FROM leaf WHERE sequence = 40",
        "UPDATE subtree SET hash = (SELECT hash FROM leaf WHERE sequence = 9)",
        "DELETE FROM leaf WHERE sequence = 300",
        again(300));
    assertThat(found())
        .containsExactly(
            tuple(Kind.CHANGED, -7L, -7L),
            tuple(Kind.CHANGED, 20L, 20L),
            tuple(Kind.DAMAGED, 40L, 40L),
            tuple(Kind.DAMAGED, 1L, 256L),
            tuple(Kind.DAMAGED, 300L, 300L),
            tuple(Kind.CHANGED, 300L, 300L));

    // Behind the last one, and so far behind it that nobody counts up to there.
    tamper(
        "DELETE FROM leaf WHERE sequence < 1",
        "DELETE FROM administration",
        "DELETE FROM leaf",
        "DELETE FROM subtree",
        again(301),
        "INSERT INTO leaf SELECT 9000000000000, note.hash FROM (SELECT salt AS hash FROM event WHERE sequence = 9) AS note");
    assertThat(found())
        .startsWith(tuple(Kind.MISSING, 302L, 9_000_000_000_000L), tuple(Kind.DAMAGED, 1L, 1L))
        .contains(
            tuple(Kind.DAMAGED, 1L, 256L),
            tuple(Kind.MISFILED, 301L, 301L),
            tuple(Kind.DAMAGED, 301L, 301L));
  }

  private List<Tuple> found() throws LedgerException {
    return verify().breaches().stream()
        .map(breach -> tuple(breach.kind(), breach.first(), breach.last()))
        .toList();
  }

  @Test
  void findsCheckpointsThatWereTakenAway() throws Exception {
    try (EventStore store = Impatient.open(folder())) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      store.append(SampleEvents.allowed("evt_2", NOON.plusSeconds(86_401)));
    }
    assertThat(verify().breaches()).isEmpty();
    tamper("DELETE FROM checkpoint");

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Kind.UNSIGNED, 2L, 2L));
    forgetLastSigned();
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Kind.UNSIGNED, 1L, 2L));
  }

  /** Without a checkpoint the next gateway would sign whatever it finds. */
  @Test
  void whatWasRewrittenWithItsCheckpointsTakenAwayIsNotGoneOnFrom() throws Exception {
    append(1, 5);
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT replace(json, 'gpt', 'gpx'), salt FROM event WHERE sequence = 3")) {
      assertThat(row.next()).isTrue();
      byte[] json = row.getString(1).getBytes(StandardCharsets.UTF_8);
      byte[] leaf = Leaves.hash(json, Salt.of(row.getBytes(2))).toBytes();
      try (PreparedStatement rewrite =
          connection.prepareStatement("UPDATE leaf SET hash = ? WHERE sequence = 3")) {
        rewrite.setBytes(1, leaf);
        assertThat(rewrite.executeUpdate()).isEqualTo(1);
      }
    }
    tamper(
        "UPDATE event SET json = replace(json, 'gpt', 'gpx') WHERE sequence = 3",
        "UPDATE filed SET model = replace(model, 'gpt', 'gpx') WHERE sequence = 3",
        "DELETE FROM tally",
        "DELETE FROM checkpoint");

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .contains(tuple(Kind.REWRITTEN, 1L, 5L));
    assertThatThrownBy(() -> append(6, 6))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("checkpoint.last` was signed with other events than the first 5");
    Files.writeString(folder().resolve("checkpoint.last"), "none");
    assertThatThrownBy(() -> append(6, 6))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("checkpoint.last` is not signed by a key in `checkpoint.keys`");
    assertThat(verify().breaches())
        .extracting(Breach::message)
        .contains("the checkpoint in `checkpoint.last` is damaged, or signed by no known key");
  }

  @Test
  void tablesThatWereEmptiedAreMadeAgain() throws Exception {
    append(1, 5);
    try (EventStore store = Impatient.open(folder())) {
      store.append(SampleEvents.decided("evt_6", NOON, "block", "dlp"));
    }
    tamper("DELETE FROM filed", "DELETE FROM tally", "DELETE FROM deciding_policy");
    assertThat(verify().breaches()).hasSize(7);
    append(7, 7);
    assertThat(verify().breaches()).isEmpty();
  }

  @Test
  void findsWhoIsSaidToHaveActed() throws Exception {
    try (Administration administration = Ledgers.openAdministration(folder(), Clock.systemUTC());
        EventStore store = Impatient.open(folder())) {
      administration.note("pack.loaded", new Actor(Actor.OPERATOR, "ana"), "guard", Map.of());
      assertThat(administration.drain(store)).isEqualTo(1);
    }
    assertThat(verify().breaches()).isEmpty();
    tamper("UPDATE administration SET actor = 'ben'");

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Kind.MISFILED, 1L));
  }

  @Test
  void manyModelsOfOneHourAreCountedTogether() throws Exception {
    try (EventStore store = Impatient.open(folder())) {
      for (int at = 1; at <= 270; at++) {
        store.append(
            SampleEvents.named("evt_" + at, NOON, "allow", null, "model-" + at + "\ud800\0"));
      }
    }
    assertThat(verify().breaches()).isEmpty();
    tamper("UPDATE tally SET events = 13 WHERE name = '(others)'");
    assertThat(verify().breaches()).extracting(Breach::kind).containsExactly(Kind.MISCOUNTED);
  }

  @Test
  void findsEventsThatChangedPlaces() throws Exception {
    append(1, EVENTS);
    tamper(
        "UPDATE event SET sequence = 5000 WHERE sequence = 20",
        "UPDATE event SET sequence = 20 WHERE sequence = 30",
        "UPDATE event SET sequence = 30 WHERE sequence = 5000");

    assertThat(verify().breaches()).extracting(Breach::first).containsExactly(20L, 30L);
  }

  @Test
  void findsEventsWhoseLeavesWereMadeAnew() throws Exception {
    append(1, EVENTS);
    // Somebody who knows the format, but not the key: the event and its leaf agree again.
    tamper("DELETE FROM event WHERE sequence = 200", "DELETE FROM leaf WHERE sequence = 200");
    tamper(
        "UPDATE event SET sequence = sequence + 4999 WHERE sequence > 200",
        "UPDATE event SET sequence = sequence - 5000 WHERE sequence > 5000",
        "UPDATE leaf SET sequence = sequence + 4999 WHERE sequence > 200",
        "UPDATE leaf SET sequence = sequence - 5000 WHERE sequence > 5000");

    Verification found = verify();
    assertThat(found.isIntact()).isFalse();
    assertThat(found.signed()).isLessThan(200);
    assertThat(found.breaches())
        .anySatisfy(breach -> {
          assertThat(breach.kind()).isEqualTo(Kind.REWRITTEN);
          assertThat(breach.first()).isLessThanOrEqualTo(200);
        });
  }

  @Test
  void findsAnEndThatIsCutOff() throws Exception {
    append(1, EVENTS);
    String cut = " WHERE sequence > 590";
    tamper("DELETE FROM event" + cut, "DELETE FROM leaf" + cut);

    assertThat(verify().breaches())
        .anySatisfy(breach -> assertThat(breach.kind()).isEqualTo(Kind.TRUNCATED));
  }

  @Test
  void findsAnEndThatIsCutOffWithItsCheckpointsByOneThatWasKept() throws Exception {
    append(1, EVENTS);
    String kept;
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      kept = audit.checkpoint().orElseThrow();
    }
    String cut = " WHERE sequence > 590";
    tamper(
        "DELETE FROM event" + cut,
        "DELETE FROM leaf" + cut,
        "DELETE FROM checkpoint WHERE size > 590",
        "DELETE FROM filed" + cut,
        "UPDATE tally SET events = events - 10");

    assertThat(verify().breaches()).extracting(Breach::kind).containsExactly(Kind.TRUNCATED);
    forgetLastSigned();
    assertThat(verify().isIntact()).isTrue();
    assertThat(verify(1, null, kept).breaches())
        .extracting(Breach::kind)
        .containsExactly(Kind.TRUNCATED);
  }

  @Test
  void aLedgerOfAnotherKeyIsNotBelieved() throws Exception {
    append(1, 20);
    NoteKey stranger = NoteSigner.generate("keeptrail.invalid/ledger/other").publicKey();
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      Verification found =
          audit.verify(new LedgerAudit.Request(1, null, List.of(stranger), null), _ -> {});
      assertThat(found.signed()).isZero();
      assertThat(found.breaches()).extracting(Breach::kind).contains(Kind.UNSIGNED);
    }
  }

  @Test
  void whatAnOldKeySignedStillCounts() throws Exception {
    append(1, 20);
    NoteKey rotated = Ledgers.rotateKey(folder());
    append(21, 40);

    Verification found = verify();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.signed()).isEqualTo(40);
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      assertThat(audit.keys()).hasSize(2).endsWith(rotated);
      assertThat(audit.checkpoint().orElseThrow()).contains(rotated.name());
      Verification early =
          audit.verify(
              new LedgerAudit.Request(1, 20L, List.of(audit.keys().getFirst()), null), _ -> {});
      assertThat(early.signed()).isEqualTo(20);
    }
  }

  @Test
  void provesAnEventToSomebodyWithoutTheLedger() throws Exception {
    append(1, EVENTS);
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      InclusionProof proof = audit.prove("evt_123").orElseThrow();

      assertThat(proof.problem(audit.keys())).isEmpty();
      assertThat(proof.event()).contains("\"id\":\"evt_123\"");
      var other =
          new InclusionProof(
              proof.sequence(),
              proof.event().replace("evt_123", "evt_124"),
              proof.salt(),
              proof.path(),
              proof.checkpoint());
      assertThat(other.problem(audit.keys())).isPresent();
      assertThat(proof.problem(List.of())).isPresent();
      var unsalted =
          new InclusionProof(
              proof.sequence(), proof.event(), null, proof.path(), proof.checkpoint());
      assertThat(unsalted.problem(audit.keys())).isPresent();
    }
  }

  @Test
  void theKeyIsForItsOwnerAlone() throws Exception {
    append(1, 1);
    Path key = folder().resolve("checkpoint.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.writeString(key, "nonsense");
    assertThatThrownBy(() -> append(2, 2))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no key for checkpoints");
  }
}
