package dev.keeptrail.postgresql;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server fails, and another takes its place that had not got the last events yet. */
@Timeout(300)
final class StandbyWithoutTheLastIT {
  @TempDir private Path folder;

  private static void restart(PostgresServer server) throws Exception {
    server.stop();
    server.exchange();
    server.start();
  }

  private static boolean isTaken(EventStore store, String id) {
    try {
      return store.append(SampleEvents.allowed(id, NOON)) > 0;
    } catch (LedgerException _) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Test
  void nothingIsRecordedUntilTheServerIsBackThatHasWhatWasConfirmed() throws Exception {
    PostgresServer server = PostgresServer.make();
    LedgerFolder.name(folder, server.url("standby"));
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      restart(server);
      await(() -> isTaken(store, "evt_2"));
      restart(server);

      await(() -> whyNot(store).contains("2 events were confirmed, and it has 1"));
      assertThat(whyNot(store)).contains("bring back the server that has them", "checkpoint.last");
      assertThat(store.healthy()).isFalse();

      restart(server);
      await(store::healthy);
      assertThat(store.append(SampleEvents.allowed("evt_3", NOON))).isEqualTo(3);
    }
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      var found = audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), _ -> {});
      assertThat(found.breaches()).isEmpty();
      assertThat(found.signed()).isEqualTo(3);
    }
  }

  private static String whyNot(EventStore store) {
    try {
      return "it is recorded as " + store.append(SampleEvents.allowed("evt_lost", NOON));
    } catch (LedgerException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void whoHasStoppedInBetweenIsNotLetInEither() throws Exception {
    PostgresServer server = PostgresServer.make();
    LedgerFolder.name(folder, server.url("stopped"));
    try (EventStore store = Ledgers.openForAppend(folder, Durability.STRICT)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      restart(server);
      await(() -> isTaken(store, "evt_2"));
    }
    restart(server);
    assertThatThrownBy(() -> Ledgers.openForAppend(folder, Durability.STRICT))
        .hasMessageContaining("was signed with 2 events, and the ledger has 1");
  }

  /** Whoever does not wait for the disk has said that a moment may be lost. */
  @Test
  void withBatchItGoesOn() throws Exception {
    PostgresServer server = PostgresServer.make();
    LedgerFolder.name(folder, server.url("batch"));
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH)) {
      store.append(SampleEvents.allowed("evt_1", NOON));
      server.stop();
      server.start();
      await(() -> isTaken(store, "evt_2"));
      restart(server);
      await(() -> isTaken(store, "evt_3"));
      restart(server);
      await(() -> isTaken(store, "evt_4"));
    }
  }
}
