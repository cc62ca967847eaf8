package dev.keeptrail.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after SQLite's log.
 *
 * @param sync null where each commit waits for the disk
 */
record SqliteLog(@Nullable LogSync sync, LogFolding folding) implements LogCare, AutoCloseable {
  @Override
  public void committed() {
    if (sync != null) {
      sync.committed();
    }
  }

  @Override
  public void settle(Connection writing) throws SQLException {
    folding.settle(writing);
  }

  /** False while what was committed might be lost with the machine's power. */
  boolean healthy() {
    return sync == null || sync.healthy();
  }

  /** Syncs what is left and ends. */
  @Override
  public void close() {
    folding.close();
    if (sync != null) {
      sync.close();
    }
  }
}
