package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.store.LedgerFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A schema of its own on the shared server. */
final class TestSchema {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "ledger_" + COUNT.incrementAndGet();
  private @Nullable PostgresServer server;

  String name() {
    return name;
  }

  /** Says in a folder that the ledger is in this schema. */
  void place(Path folder) throws Exception {
    PostgresServer running = PostgresServer.shared();
    server = running;
    LedgerFolder.name(folder, running.url(name));
  }

  PostgresServer server() {
    return Objects.requireNonNull(server);
  }

  Connection connect() throws SQLException {
    return server().connect(name);
  }
}
