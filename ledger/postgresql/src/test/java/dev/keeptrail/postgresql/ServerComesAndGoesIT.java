package dev.keeptrail.postgresql;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away under a ledger, and comes back. */
final class ServerComesAndGoesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void appendsAreRefusedWhileItIsAwayAndGoOnByThemselves() throws Exception {
    PostgresServer server = PostgresServer.make();
    LedgerFolder.name(folder, server.url("away"));
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT);
        Administration administration = Ledgers.openAdministration(folder, InstantSource.system());
        EventBrowser browser = Ledgers.openForBrowsing(folder)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      server.stop();

      assertThatThrownBy(() -> store.append(SampleEvents.allowed("evt_2", NOON)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("the ledger `postgresql://ana@127.0.0.1")
          .hasMessageNotContaining(server.password());
      assertThat(store.healthy()).isFalse();
      assertThatThrownBy(() -> store.append(SampleEvents.allowed("evt_3", NOON)))
          .hasMessageContaining("cannot be reached");
      assertThatThrownBy(() -> browser.page(EventQuery.latest(5)))
          .isInstanceOf(LedgerException.class);
      assertThatThrownBy(administration::holds).isInstanceOf(LedgerException.class);

      server.start();
      // Nobody asks for anything: a gateway that nobody sends requests to must come back too.
      await(store::healthy);
      assertThat(store.append(SampleEvents.allowed("evt_4", NOON))).isEqualTo(2);
      assertThat(browser.page(EventQuery.latest(5)).events()).hasSize(2);
      assertThat(store.lastSequence()).isEqualTo(2);
      assertThat(administration.holds()).isEmpty();
    }
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      var found = audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      assertThat(found.breaches()).isEmpty();
      assertThat(found.signed()).isEqualTo(2);
    }
    server.stop();
    assertThatThrownBy(() -> Ledgers.openForReading(folder))
        .hasMessageContaining("cannot be reached; check that the server runs");
  }

  @Test
  void aSessionThatIsEndedIsReplaced() throws Exception {
    var schema = new TestSchema();
    schema.place(folder);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      try (Connection connection = schema.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
                + " 'keeptrail' AND pid <> pg_backend_pid()");
      }
      // Within a second somebody looks.
      await(() -> isTakenIn(store));
      assertThat(store.query(EventQuery.latest(5))).hasSize(2);
    }
  }

  private static boolean isTakenIn(EventStore store) {
    try {
      return store.append(SampleEvents.allowed("evt_2", NOON)) == 2;
    } catch (LedgerException _) {
      return false;
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
