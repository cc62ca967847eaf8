package dev.keeptrail.ledger.shadow;

import dev.keeptrail.ledger.LedgerException;
import java.util.List;

/**
 * Differences that candidates made, in a file of their own: nothing here waits for the ledger, and
 * the ledger waits for nothing here. Thread-safe.
 */
public interface ShadowLog extends AutoCloseable {
  /**
   * Writes them down, all or none. Of two for the same event and candidate the later one stays.
   *
   * @throws LedgerException when they could not be written
   */
  void append(List<ShadowRecord> records) throws LedgerException;

  /**
   * Those asked for, the newest first.
   *
   * @throws LedgerException when the file cannot be read
   */
  List<ShadowRecord> query(ShadowQuery query) throws LedgerException;

  @Override
  void close();
}
