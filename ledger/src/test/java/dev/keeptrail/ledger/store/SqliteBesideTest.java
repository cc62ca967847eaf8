package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.contract.BesideContract;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteBesideTest extends BesideContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  @Override
  protected String attached() {
    return "ATTACH DATABASE '" + folder().resolve("administration.db") + "' AS beside";
  }

  /**
   * SQLite keeps what it is given: an approval that expires after every number is good for ever.
   */
  @Test
  void findsColumnsOfAnotherType() throws Exception {
    administer();
    tamper(
        attached(),
        "UPDATE escalation SET expires = expires || 'x' WHERE state = 'used'",
        "UPDATE escalation SET state = CAST(state AS BLOB) WHERE state = 'denied'",
        "UPDATE escalation SET draft = CAST(draft AS BLOB) WHERE state = 'queued'",
        "UPDATE hold SET until = CAST(until AS BLOB)",
        "UPDATE pack SET plan = CAST(plan AS BLOB)");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(
            tuple(Breach.Kind.CONTRADICTED, 2L),
            tuple(Breach.Kind.CONTRADICTED, 10L),
            tuple(Breach.Kind.CONTRADICTED, 8L),
            tuple(Breach.Kind.CONTRADICTED, 5L),
            tuple(Breach.Kind.CONTRADICTED, 1L));
    tamper(
        attached(),
        "UPDATE escalation SET id = CAST(id AS BLOB)",
        "UPDATE hold SET name = NULL",
        "UPDATE pack SET digest = NULL");
    assertThat(verify().breaches())
        .hasSize(8)
        .extracting(Breach::kind)
        .containsOnly(Breach.Kind.CONTRADICTED);
  }

  /** On a medium that cannot be written to SQLite has no place for the index of its log. */
  @Test
  void isCheckedWhereNothingCanBeWritten() throws Exception {
    administer();
    for (String index : List.of("ledger.db-shm", "administration.db-shm")) {
      Files.deleteIfExists(folder().resolve(index));
      Files.createDirectory(folder().resolve(index));
    }
    Verification found = verify();
    assertThat(found.breaches()).isEmpty();
    assertThat(found.administration()).isTrue();
    try (EventBrowser browser = Ledgers.openForBrowsing(folder())) {
      assertThat(browser).isNotNull();
    }
  }

  /** Whoever takes all holds away at once takes their file. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatIsLostIsSaid(boolean emptied) throws Exception {
    administer();
    for (String ending : List.of("-wal", "-shm")) {
      Files.deleteIfExists(folder().resolve("administration.db" + ending));
    }
    Path file = folder().resolve("administration.db");
    if (emptied) {
      Files.write(file, new byte[0]);
    } else {
      Files.delete(file);
    }
    Verification found = verify();
    assertThat(found.breaches())
        .singleElement()
        .satisfies(breach -> {
          assertThat(breach.kind()).isEqualTo(Breach.Kind.CONTRADICTED);
          assertThat(breach.message()).contains("is not there, or empty");
        });
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      var asked = new LedgerAudit.Request(1, null, audit.keys(), null, true);
      assertThat(audit.verify(asked, _ -> {}).isIntact()).isTrue();
    }
  }

  /** A copy of the events alone, as somebody may have it who checks it elsewhere. */
  @Test
  void whatIsNotThereIsNotCompared() throws Exception {
    fill(3);
    try (LedgerAudit audit = Ledgers.openForAudit(folder())) {
      Verification found =
          audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      assertThat(found.isIntact()).isTrue();
      assertThat(found.administration()).isFalse();
    }
  }
}
