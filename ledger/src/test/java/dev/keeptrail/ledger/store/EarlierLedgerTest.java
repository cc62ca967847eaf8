package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.evidence.EvidenceCheck;
import dev.keeptrail.ledger.evidence.EvidenceRequest;
import dev.keeptrail.ledger.evidence.EvidenceWriter;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.Verification;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger of schema version 2, which the build before salts wrote: four decisions and an entry of
 * the trail, signed.
 */
final class EarlierLedgerTest {
  @TempDir private Path directory;

  @BeforeEach
  void unpack() throws Exception {
    try (InputStream packed = resource("ledger-version-2.db.gz");
        InputStream database = new GZIPInputStream(packed);
        InputStream keys = resource("ledger-version-2.keys")) {
      Files.copy(database, directory.resolve("ledger.db"));
      Files.copy(keys, directory.resolve("checkpoint.keys"));
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(EarlierLedgerTest.class.getResourceAsStream(name), name);
  }

  /** The sample is a copy of the events alone. */
  private Verification verify() throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      return audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null, true), _ -> {});
    }
  }

  private InclusionProof proof(String id) throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      InclusionProof proof = audit.prove(id).orElseThrow();
      assertThat(proof.problem(audit.keys())).isEmpty();
      return proof;
    }
  }

  private void append() throws LedgerException {
    try (EventStore store = SqliteLedger.openForAppend(directory, Options.impatient())) {
      assertThat(store.append(SampleEvents.allowed("evt_new", NOON.plusSeconds(60)))).isEqualTo(6);
    }
  }

  @Test
  void isReadAsItIs() throws Exception {
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.events()).isEqualTo(5);
    assertThat(found.signed()).isEqualTo(5);
    assertThat(proof("evt_old_2").salt()).isNull();
    assertThat(proof("adm_old_1").salt()).isNull();
  }

  @Test
  void goesOnWithSaltsAndKeepsWhatItHas() throws Exception {
    append();
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.signed()).isEqualTo(6);
    assertThat(proof("evt_old_2").salt()).isNull();
    assertThat(proof("evt_new").salt()).isNotNull();
  }

  @Test
  void showsEarlierEventsAsAWholeOnly() throws Exception {
    append();
    Path file = directory.resolve("bundle.zip");
    try (LedgerAudit audit = Ledgers.openForAudit(directory)) {
      new EvidenceWriter(audit, null, request(NOON, new TreeSet<>())).write(file);
      try (EvidenceCheck check = EvidenceCheck.open(file)) {
        assertThat(check.problems(audit.keys())).isEmpty();
      }
      var withheld = new TreeSet<>(List.of("model"));
      assertThatThrownBy(() -> new EvidenceWriter(audit, null, request(NOON, withheld)).write(file))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("event 1 can only be shown as a whole");
      new EvidenceWriter(audit, null, request(NOON.plusSeconds(50), withheld)).write(file);
      try (EvidenceCheck check = EvidenceCheck.open(file)) {
        assertThat(check.problems(audit.keys())).isEmpty();
      }
    }
  }

  private static EvidenceRequest request(Instant since, SortedSet<String> withheld) {
    return new EvidenceRequest(
        since, NOON.plusSeconds(3_600), "test", "root", NOON.plusSeconds(3_600), withheld);
  }
}
