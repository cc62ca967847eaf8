package dev.keeptrail.ledger.contract;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger of its own for each test. */
public abstract class LedgerContract {
  @TempDir private Path temporary;

  /** Says where the ledger of this folder is; nothing for those that are in it. */
  protected abstract void place(Path folder) throws Exception;

  /** A connection to the tables, as somebody has who goes around the ledger. */
  protected abstract Connection connect() throws SQLException;

  @BeforeEach
  final void placeIt() throws Exception {
    place(temporary);
  }

  protected final Path folder() {
    return temporary;
  }

  protected EventStore open(Durability durability) throws LedgerException {
    return Ledgers.openForAppend(temporary, durability);
  }

  protected EventReader read() throws LedgerException {
    return Ledgers.openForReading(temporary);
  }

  /** The key of the ledger, as somebody has who is entitled to it. */
  protected final NoteSigner signer() throws IOException {
    return NoteSigner.parse(Files.readAllLines(temporary.resolve("checkpoint.key"))).orElseThrow();
  }

  /** Takes away what is kept beside the key, as in a folder of an earlier build. */
  protected final void forgetLastSigned() throws IOException {
    // Nothing is kept there when a ledger on a server is closed that was not waited for.
    boolean ignored = Files.deleteIfExists(temporary.resolve("checkpoint.last"));
  }

  /** As many events as that, called after their numbers. */
  protected final void fill(int events) throws LedgerException {
    try (EventStore store = open(Durability.BATCH)) {
      for (int index = 1; index <= events; index++) {
        store.append(SampleEvents.allowed("evt_" + index, SampleEvents.NOON));
      }
    }
  }

  protected final void tamper(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
