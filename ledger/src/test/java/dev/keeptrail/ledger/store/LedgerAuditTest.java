package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Breach.Kind;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger that somebody had their hands in, and one that nobody had. */
final class LedgerAuditTest {
  private static final int EVENTS = 600;

  @TempDir private Path directory;

  private void append(int from, int to) throws LedgerException {
    try (EventStore store = SqliteLedger.openForAppend(directory, Options.impatient())) {
      for (int at = from; at <= to; at++) {
        assertThat(store.append(SampleEvents.allowed("evt_" + at, NOON.plusSeconds(at))))
            .isEqualTo(at);
      }
    }
  }

  private Verification verify() throws LedgerException {
    return verify(1, null, null);
  }

  private Verification verify(long first, @Nullable Long last, @Nullable String kept)
      throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      return audit.verify(new LedgerAudit.Request(first, last, audit.keys(), kept), _ -> {});
    }
  }

  private void tamper(String... statements) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
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
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
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
        "UPDATE event SET json = json || ' ' WHERE sequence = 77 # NONE # 0 # 0",
        "DELETE FROM event WHERE sequence = 100 # MISSING # 100 # 100",
        "DELETE FROM event WHERE sequence = 600 # MISSING # 600 # 600",
        "UPDATE event SET verdict = 'block' WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE event SET at = at + 1 WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE event SET id = 'evt_other' WHERE sequence = 9 # MISFILED # 9 # 9",
        "UPDATE checkpoint SET note = replace(note, 'ledger', 'ledgor') WHERE size = 600 # UNSIGNED # 600 # 600",
        "UPDATE leaf SET hash = zeroblob(32) WHERE sequence = 5 # CHANGED # 5 # 5",
        "UPDATE event SET salt = zeroblob(16) WHERE sequence = 5 # CHANGED # 5 # 5",
        "UPDATE event SET salt = NULL WHERE sequence = 5 # CHANGED # 5 # 5",
      })
  void findsWhatWasDoneAndWhere(String sql, String kind, long first, long last) throws Exception {
    append(1, EVENTS);
    tamper(sql);

    Verification found = verify();
    if (kind.equals("NONE")) {
      assertThat(found.breaches()).isEmpty();
      return;
    }
    assertThat(found.breaches()).isNotEmpty();
    Breach breach = found.breaches().getFirst();
    assertThat(breach.kind()).isEqualTo(Kind.valueOf(kind));
    assertThat(breach.first()).isEqualTo(first);
    assertThat(breach.last()).isEqualTo(last);
  }

  @Test
  void findsEventsThatChangedPlaces() throws Exception {
    append(1, EVENTS);
    tamper(
        "UPDATE event SET sequence = -1 WHERE sequence = 20",
        "UPDATE event SET sequence = 20 WHERE sequence = 30",
        "UPDATE event SET sequence = 30 WHERE sequence = -1");

    assertThat(verify().breaches()).extracting(Breach::first).containsExactly(20L, 30L);
  }

  @Test
  void findsEventsWhoseLeavesWereMadeAnew() throws Exception {
    append(1, EVENTS);
    // Somebody who knows the format, but not the key: the event and its leaf agree again.
    tamper("DELETE FROM event WHERE sequence = 200", "DELETE FROM leaf WHERE sequence = 200");
    tamper(
        "UPDATE event SET sequence = sequence - 1 WHERE sequence > 200",
        "UPDATE leaf SET sequence = sequence - 1 WHERE sequence > 200");

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
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      kept = audit.checkpoint().orElseThrow();
    }
    String cut = " WHERE sequence > 590";
    tamper(
        "DELETE FROM event" + cut,
        "DELETE FROM leaf" + cut,
        "DELETE FROM checkpoint WHERE size > 590");

    assertThat(verify().isIntact()).isTrue();
    assertThat(verify(1, null, kept).breaches())
        .extracting(Breach::kind)
        .containsExactly(Kind.TRUNCATED);
  }

  @Test
  void aLedgerOfAnotherKeyIsNotBelieved() throws Exception {
    append(1, 20);
    NoteKey stranger = NoteSigner.generate("keeptrail.invalid/ledger/other").publicKey();
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      Verification found =
          audit.verify(new LedgerAudit.Request(1, null, List.of(stranger), null), _ -> {});
      assertThat(found.signed()).isZero();
      assertThat(found.breaches()).extracting(Breach::kind).contains(Kind.UNSIGNED);
    }
  }

  @Test
  void whatAnOldKeySignedStillCounts() throws Exception {
    append(1, 20);
    NoteKey rotated = Ledgers.rotateKey(directory);
    append(21, 40);

    Verification found = verify();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.signed()).isEqualTo(40);
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
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
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
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
  void takesInWhatOlderBuildsWrote() throws Exception {
    append(1, EVENTS);
    tamper("DROP TABLE leaf", "DROP TABLE subtree", "DROP TABLE checkpoint");
    assertThatThrownBy(this::verify)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("signed nothing");

    append(EVENTS + 1, EVENTS + 1);
    Verification found = verify();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.signed()).isEqualTo(EVENTS + 1);
  }

  @Test
  void theKeyIsForItsOwnerAlone() throws Exception {
    append(1, 1);
    Path key = directory.resolve("checkpoint.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.writeString(key, "nonsense");
    assertThatThrownBy(() -> append(2, 2))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no key for checkpoints");
  }
}
