package dev.keeptrail.postgresql;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that hold no ledger, or one of another build; names that a text cannot hold. */
final class StrangeDatabasesIT {
  @TempDir private Path folder;
  private final TestSchema schema = new TestSchema();

  @BeforeEach
  void place() throws Exception {
    schema.place(folder);
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertBothRefuse(String message) {
    assertThatThrownBy(() -> Ledgers.openForAppend(folder, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Ledgers.openForReading(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhatToDoWhereThereIsNoLedgerAndMakesNone() throws Exception {
    assertThat(Ledgers.isMade(folder)).isFalse();
    assertThatThrownBy(() -> Ledgers.openForReading(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("there is no ledger in `postgresql://ana@127.0.0.1")
        .hasMessageContaining("start a gateway with this address");
    assertThat(Ledgers.isMade(folder)).isFalse();
    Ledgers.openForAppend(folder, Durability.STRICT).close();
    assertThat(Ledgers.isMade(folder)).isTrue();
  }

  @Test
  void leavesASchemaAloneThatHoldsSomethingElse() throws Exception {
    execute("CREATE SCHEMA " + schema.name());
    execute("CREATE TABLE recipes (name TEXT)");
    assertThatThrownBy(() -> Ledgers.openForAppend(folder, Durability.STRICT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("it holds something else");
    execute("INSERT INTO recipes VALUES ('soup')");
    assertThat(Ledgers.isMade(folder)).isFalse();
  }

  @Test
  void refusesANewerSchema() throws Exception {
    Ledgers.openForAppend(folder, Durability.STRICT).close();
    execute("UPDATE property SET value = '2' WHERE name = 'schema_version'");
    assertBothRefuse("has schema version 2, this build knows versions up to 1");
  }

  @Test
  void refusesADatabaseThatCannotHoldEveryText() throws Exception {
    execute("CREATE DATABASE ascii_" + schema.name() + " ENCODING 'SQL_ASCII' TEMPLATE template0");
    LedgerFolder.name(
        folder,
        schema.server().url(schema.name()).replace("audit%20trail", "ascii_" + schema.name()));
    assertBothRefuse("needs a database with the encoding UTF8");
    LedgerFolder.name(
        folder, schema.server().url(schema.name()).replace("audit%20trail", "nowhere"));
    assertBothRefuse("has no such database; make it with `CREATE DATABASE`");
  }

  /** The server of the tests takes no TLS. */
  @Test
  void saysWhatIsMissingForTls() throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.crt"), "");
    for (var expected :
        Map.of(
                "sslrootcert=" + folder.resolve("nowhere.crt"),
                "the file that `sslrootcert` names cannot be read",
                "sslrootcert=" + authority,
                "or the server takes no such TLS",
                "sslkey=" + folder.resolve("nowhere.key"),
                "the file that `sslkey` names cannot be read")
            .entrySet()) {
      LedgerFolder.name(
          folder, schema.server().url(schema.name()) + "&sslmode=verify-full&" + expected.getKey());
      assertBothRefuse("cannot be reached over TLS");
      assertBothRefuse(expected.getValue());
    }
  }

  @Test
  void noNameThatACallerSendsKeepsEventsOut() throws Exception {
    String model = "m\0\ud800'\"\\x00";
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.named("evt_1", NOON, "allow", null, model));
      assertThat(store.healthy()).isTrue();
      assertThat(store.find("evt_\0")).isEmpty();
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(folder)) {
      var query = EventQuery.latest(5).with(new EventTerms(null, "m\0\ud800'\"\\x00", null, null));
      assertThat(browser.page(query).events()).hasSize(1);
    }
  }
}
