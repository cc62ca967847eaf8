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
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.Verification;
import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One ledger, from the machine of its gateway and from another one. */
final class OtherMachinesIT {
  @TempDir private Path home;
  @TempDir private Path elsewhere;
  private final TestSchema schema = new TestSchema();

  @BeforeEach
  void threeEvents() throws Exception {
    schema.place(home);
    schema.place(elsewhere);
    try (EventStore store = Ledgers.openForAppend(home, Durability.STRICT);
        Administration administration = Ledgers.openAdministration(home, InstantSource.system())) {
      for (int at = 1; at <= 3; at++) {
        store.append(SampleEvents.allowed("evt_" + at, NOON));
      }
      assertThat(administration.holds()).isEmpty();
    }
  }

  private static Verification verify(Path folder, List<NoteKey> keys) throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      List<NoteKey> believed = keys.isEmpty() ? audit.keys() : keys;
      return audit.verify(new LedgerAudit.Request(1, null, believed, null), _ -> {});
    }
  }

  private static List<NoteKey> keys(Path folder) throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      return audit.keys();
    }
  }

  @Test
  void itIsReadAndCheckedWithoutAnythingCopied() throws Exception {
    try (EventReader reader = Ledgers.openForReading(elsewhere)) {
      assertThat(reader.query(EventQuery.latest(9))).hasSize(3);
    }
    assertThat(keys(elsewhere)).isEqualTo(keys(home)).hasSize(1);
    assertThat(verify(elsewhere, List.of()).signed()).isEqualTo(3);
    assertThat(elsewhere).isDirectoryContaining("glob:**ledger.url");
    try (var files = Files.list(elsewhere)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nobodySignsWithAnotherKeyUnlessHeSaysSo() throws Exception {
    assertThatThrownBy(() -> Ledgers.openForAppend(elsewhere, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the private key of the ledger is not in `" + elsewhere + "`")
        .hasMessageContaining("kt ledger keys --rotate");
    try (LedgerAudit audit = Ledgers.openForAudit(elsewhere)) {
      assertThatThrownBy(() -> audit.sign("text\n")).hasMessageContaining("copy `checkpoint.key`");
    }
    NoteKey made = Ledgers.rotateKey(elsewhere);
    assertThat(keys(elsewhere)).hasSize(2).startsWith(keys(home).getFirst()).endsWith(made);
    assertThat(made.name()).isEqualTo(keys(home).getFirst().name());
    try (EventStore store = Ledgers.openForAppend(elsewhere, Durability.STRICT)) {
      assertThat(store.append(SampleEvents.allowed("evt_4", NOON))).isEqualTo(4);
    }
    assertThat(verify(elsewhere, List.of()).breaches()).isEmpty();
    // The first machine does not believe what it was not told.
    assertThat(verify(home, List.of()).isIntact()).isFalse();
  }

  @Test
  void keysThatSomebodyPutIntoTheDatabaseAreNotBelievedAtHome() throws Exception {
    NoteKey stranger = NoteSigner.generate("keeptrail.invalid/ledger/other").publicKey();
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE checkpoint_key SET key = '" + stranger + "'");
    }
    assertThat(verify(home, List.of()).isIntact()).isTrue();
    assertThat(keys(elsewhere)).containsExactly(stranger);
    assertThat(verify(elsewhere, List.of()).isIntact()).isFalse();
  }

  @Test
  void itIsAdministeredUnderOneSecret() throws Exception {
    assertThatThrownBy(() -> Ledgers.openAdministration(elsewhere, InstantSource.system()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is not the key that this ledger is administered with");
    assertThat(elsewhere.resolve("administration.key")).doesNotExist();
    Files.copy(home.resolve("administration.key"), elsewhere.resolve("administration.key"));
    try (Administration administration =
        Ledgers.openAdministration(elsewhere, InstantSource.system())) {
      assertThat(administration.holds()).isEmpty();
    }
  }

  @Test
  void twoGatewaysAreNotLetIn() throws Exception {
    Files.copy(home.resolve("checkpoint.key"), elsewhere.resolve("checkpoint.key"));
    try (EventStore store = Ledgers.openForAppend(home, Durability.STRICT)) {
      assertThatThrownBy(() -> Ledgers.openForAppend(elsewhere, Durability.STRICT))
          .isInstanceOf(LedgerException.class)
          .hasMessageMatching(
              "(?s).*is already open for appending by server process [0-9]+, from 127.0.0.1;.*");
      assertThatThrownBy(() -> Ledgers.rotateKey(elsewhere))
          .hasMessageContaining("already open for appending");
      assertThat(store.append(SampleEvents.allowed("evt_4", NOON))).isEqualTo(4);
    }
    Ledgers.openForAppend(elsewhere, Durability.STRICT).close();
  }

  @Test
  void whoLosesTheLedgerToAnotherKnowsIt() throws Exception {
    Files.copy(home.resolve("checkpoint.key"), elsewhere.resolve("checkpoint.key"));
    try (EventStore first = Ledgers.openForAppend(home, Durability.STRICT)) {
      assertThat(first.healthy()).isTrue();
      try (EventStore second = takeOver()) {
        assertThat(second.append(SampleEvents.allowed("evt_4", NOON))).isEqualTo(4);
        await(() -> !first.healthy());
        assertThatThrownBy(() -> first.append(SampleEvents.allowed("evt_5", NOON)))
            .isInstanceOf(LedgerException.class);
        assertThat(first.healthy()).isFalse();
      }
      await(first::healthy);
    }
    assertThat(verify(home, List.of()).breaches()).isEmpty();
  }

  /** Ends the sessions of this ledger's gateway until another one is quicker. */
  private EventStore takeOver() throws Exception {
    for (int attempt = 0; attempt < 50; attempt++) {
      try (Connection connection = schema.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
      }
      try {
        return Ledgers.openForAppend(elsewhere, Durability.STRICT);
      } catch (LedgerException tooLate) {
        assertThat(tooLate).hasMessageContaining("already open for appending");
      }
    }
    throw new AssertionError("the first gateway is always quicker");
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aRoleThatReadsReadsOnly() throws Exception {
    String role = "reader_" + schema.name();
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, schema.server().password()));
      statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema.name(), role));
      statement.execute(
          "GRANT SELECT ON ALL TABLES IN SCHEMA %s TO %s".formatted(schema.name(), role));
    }
    var database = database(role, schema.server().password(), schema.name());
    try (Connection reading = database.reading();
        Statement statement = reading.createStatement()) {
      assertThat(statement.executeQuery("SELECT json FROM event").next()).isTrue();
    }
    LedgerFolder.name(
        elsewhere,
        schema.server().url(schema.name()).replace(PostgresServer.ROLE + "@", role + "@"));
    Files.copy(home.resolve("checkpoint.key"), elsewhere.resolve("checkpoint.key"));
    assertThatThrownBy(() -> database("ana", "wrong", schema.name()).reading())
        .satisfies(refused ->
            assertThat(database.problem((SQLException) refused).getMessage())
                .contains("lets nobody in under this role")
                .doesNotContain("wrong"));
    try (Connection appending = database.appending(Durability.STRICT);
        Statement statement = appending.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM event"))
          .satisfies(refused ->
              assertThat(database.problem((SQLException) refused))
                  .hasMessageContaining("does not let this role do that"));
    }
  }

  private PostgresDatabase database(String role, String password, String name)
      throws LedgerException {
    String url = schema.server().url(name).replace(PostgresServer.ROLE + "@", role + "@");
    return new PostgresDatabase(
        PostgresAddress.parse(url), variable -> "PGPASSWORD".equals(variable) ? password : null);
  }
}
