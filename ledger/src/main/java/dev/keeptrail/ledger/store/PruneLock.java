package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.sql.SQLException;

/**
 * The right to prune a ledger. Each notice goes on from the one before it, so that there is one
 * pruning at a time.
 */
@FunctionalInterface
public interface PruneLock extends AutoCloseable {
  static LedgerException held(String place) {
    return new LedgerException(
        "`" + place + "` is being pruned by somebody else; try again when that is done");
  }

  @Override
  void close() throws SQLException, LedgerException;
}
