package dev.keeptrail.ledger.store;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLedgerTest {
  @TempDir private Path temporary;

  @Test
  void keepsDirectoryAndFilesToTheOwner() throws Exception {
    Path directory = temporary.resolve("odd name %20?#é").resolve("ledger");
    try (EventStore store = Ledgers.openForAppend(directory, Durability.STRICT)) {
      store.append(SampleEvents.full());
      assertThat(permissions(directory)).isEqualTo("rwx------");
      try (var files = Files.list(directory)) {
        assertThat(files).hasSizeGreaterThanOrEqualTo(3).allSatisfy(this::isForOwnerOnly);
      }
    }
    try (EventReader reader = Ledgers.openForReading(directory)) {
      assertThat(reader.query(EventQuery.latest(5))).hasSize(1);
    }
  }

  @Test
  void refusesASecondAppenderAndNamesTheProcess() throws Exception {
    try (EventStore store = Ledgers.openForAppend(temporary, Durability.STRICT)) {
      assertThatThrownBy(() -> Ledgers.openForAppend(temporary, Durability.STRICT))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(
              "already open for appending by process " + ProcessHandle.current().pid());
      assertThat(store.append(SampleEvents.full())).isEqualTo(1);
    }
    Ledgers.openForAppend(temporary, Durability.STRICT).close();
  }

  @Test
  void saysWhatToDoWhereThereIsNoLedger() throws Exception {
    Files.createFile(temporary.resolve("ledger.db"));
    for (Path directory : List.of(temporary, temporary.resolve("nowhere"))) {
      assertThatThrownBy(() -> Ledgers.openForReading(directory))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("there is no ledger in `" + directory + "`")
          .hasMessageContaining("a gateway makes one");
    }
    assertThat(temporary.resolve("nowhere")).doesNotExist();
  }

  @Test
  void takesOverAFileThatWasNeverFinished() throws Exception {
    Files.createFile(temporary.resolve("ledger.db"));
    fill(1);
    try (EventReader reader = Ledgers.openForReading(temporary)) {
      assertThat(reader.lastSequence()).isEqualTo(1);
    }
  }

  @Test
  void refusesAFileInPlaceOfTheDirectory() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> Ledgers.openForAppend(file, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessage("`" + file + "` is a file, not a folder");
  }

  @Test
  void leavesAFileAloneThatIsNoDatabase() throws Exception {
    String text = "not a database at all ".repeat(500);
    Path file = Files.writeString(temporary.resolve("ledger.db"), text);
    assertBothRefuse("is damaged or not a ledger; it was left as it is");
    assertThat(file).hasContent(text);
  }

  @Test
  void leavesADatabaseAloneThatIsNoLedger() throws Exception {
    execute("CREATE TABLE recipes (name TEXT)");
    assertBothRefuse("is a database but not a ledger; it was left as it is");
    execute("INSERT INTO recipes VALUES ('soup')");
  }

  @Test
  void refusesANewerSchema() throws Exception {
    fill(1);
    execute("UPDATE schema_version SET version = 5");
    assertBothRefuse("has schema version 5, this build knows versions 1 to 4");
  }

  @Test
  void readsALedgerOfVersion3AsItIsAndBringsItUpToDate() throws Exception {
    fill(3);
    execute("DROP TABLE unfiled");
    execute("CREATE INDEX event_by_time ON event (at)");
    execute("UPDATE schema_version SET version = 3");
    assertHolds(3);
    fill(4, 5);
    assertHolds(5);
    try (Connection connection = connection()) {
      assertThat(LedgerSchema.number(connection, "SELECT max(version) FROM schema_version"))
          .isEqualTo(4);
      assertThat(
              LedgerSchema.number(
                  connection,
                  "SELECT count(*) FROM sqlite_master WHERE name IN ('event_by_time', 'unfiled')"))
          .isEqualTo(1);
    }
  }

  private void assertHolds(int events) throws LedgerException {
    try (EventReader reader = Ledgers.openForReading(temporary)) {
      assertThat(reader.query(EventQuery.latest(9))).hasSize(events);
      var model = new EventTerms(null, "gpt-5.4-mini-mini", null, null);
      assertThat(reader.query(EventQuery.latest(9).with(model))).hasSize(events);
    }
    try (LedgerAudit audit = Ledgers.openForAudit(temporary)) {
      var all = new LedgerAudit.Request(1, null, audit.keys(), null);
      assertThat(audit.verify(all, _ -> {}).breaches()).isEmpty();
    }
  }

  @Test
  void reportsADamagedEventAndReadsTheOthers() throws Exception {
    fill(2);
    execute("UPDATE event SET json = '{\"secret\": \"x\"' WHERE sequence = 1");
    try (EventReader reader = Ledgers.openForReading(temporary)) {
      assertThat(reader.find("evt_2")).isPresent();
      assertThatThrownBy(() -> reader.query(EventQuery.latest(5)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("event number 1 of the ledger")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void failsWhileAnotherProgramHoldsTheFileAndRecovers() throws Exception {
    StoreOptions options = Options.impatient();
    try (EventStore store = SqliteLedger.openForAppend(temporary, options)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      try (Connection other = connection();
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThatThrownBy(() -> store.append(SampleEvents.allowed("evt_2", NOON)))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("is locked by another program");
        assertThat(store.healthy()).isFalse();
        statement.execute("ROLLBACK");
      }
      assertThat(store.append(SampleEvents.allowed("evt_3", NOON))).isEqualTo(2);
      assertThat(store.healthy()).isTrue();
    }
  }

  @Test
  void foldsTheLogIntoTheFileOnClosing() throws Exception {
    fill(3);
    assertThat(temporary.resolve("ledger.db-wal")).doesNotExist();
  }

  private void fill(int events) throws LedgerException {
    fill(1, events);
  }

  private void fill(int first, int last) throws LedgerException {
    try (EventStore store = Ledgers.openForAppend(temporary, Durability.BATCH)) {
      for (int index = first; index <= last; index++) {
        store.append(SampleEvents.allowed("evt_" + index, NOON));
      }
    }
  }

  private void assertBothRefuse(String message) {
    assertThatThrownBy(() -> Ledgers.openForAppend(temporary, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Ledgers.openForReading(temporary))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(message);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("ledger.db"));
  }

  private void isForOwnerOnly(Path file) throws Exception {
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
