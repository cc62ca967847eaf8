package dev.keeptrail.postgresql;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy between a gateway and the server of its ledger; where PgBouncer is installed, that. */
@Timeout(180)
final class LentSessionsIT {
  @TempDir private Path direct;
  @TempDir private Path proxied;
  private final TestSchema schema = new TestSchema();

  @BeforeEach
  void place() throws Exception {
    schema.place(direct);
  }

  private void keysToo() throws Exception {
    for (String file : List.of("checkpoint.key", "checkpoint.keys")) {
      Files.copy(direct.resolve(file), proxied.resolve(file));
    }
  }

  @Test
  void aProxyThatKeepsASessionForEachClientIsAsGoodAsTheServer() throws Exception {
    try (var bouncer = PgBouncer.start(schema.server(), "session")) {
      LedgerFolder.name(proxied, bouncer.url(schema.name()));
      try (EventStore store = Ledgers.openForAppend(proxied, Durability.STRICT)) {
        assertThat(store.append(SampleEvents.allowed("evt_1", NOON))).isEqualTo(1);
        assertThatThrownBy(() -> Ledgers.openForAppend(proxied, Durability.STRICT))
            .hasMessageContaining("is already open for appending");
      }
      try (EventReader reader = Ledgers.openForReading(proxied)) {
        assertThat(reader.lastSequence()).isEqualTo(1);
      }
    }
  }

  @Test
  void aProxyThatLendsSessionsIsFoundOutAndKeepsNobodyElseFromWriting() throws Exception {
    Ledgers.openForAppend(direct, Durability.STRICT).close();
    keysToo();
    try (var bouncer = PgBouncer.start(schema.server(), "transaction")) {
      LedgerFolder.name(proxied, bouncer.url(schema.name()));
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> Ledgers.openForAppend(proxied, Durability.STRICT))
            .isInstanceOf(LedgerException.class)
            .hasMessageContaining("lends sessions")
            .hasMessageContaining("`pool_mode = session`");
      }
      try (EventStore store = Ledgers.openForAppend(direct, Durability.STRICT)) {
        assertThat(store.append(SampleEvents.allowed("evt_1", NOON))).isEqualTo(1);
      }
    }
  }

  /** As it would be for a writer whose next transaction gets another session than its last. */
  @Test
  void nothingIsLetInByASessionThatHasNotTheLock() throws Exception {
    try (EventStore store = Ledgers.openForAppend(direct, Durability.STRICT);
        Connection other = schema.connect()) {
      assertThatThrownBy(() -> new Admission(other)).isInstanceOf(LentSessionException.class);
      assertThat(store.append(SampleEvents.allowed("evt_1", NOON))).isEqualTo(1);
    }
  }
}
