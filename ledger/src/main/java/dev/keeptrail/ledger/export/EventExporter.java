package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes the events that fit a query, oldest first, in the order of recording. Takes the memory of
 * one page of events, however many there are.
 */
public final class EventExporter {
  static final int PAGE = 1_000;

  private final EventReader reader;
  private final LongConsumer progress;

  /**
   * @param progress told now and then up to which sequence number was looked
   */
  public EventExporter(EventReader reader, LongConsumer progress) {
    this.reader = reader;
    this.progress = progress;
  }

  /**
   * Writes what there is now; events that come meanwhile are left to the next export.
   *
   * @param filter its limit and order do not count
   * @param out stays the caller's; buffered here for text, and best buffered there for tables
   * @return how many events were written
   */
  public long export(EventQuery filter, ExportFormat format, OutputStream out)
      throws LedgerException, IOException {
    ExportBody body = ExportBody.of(format, out);
    body.begin();
    long last = reader.lastSequence();
    long after = filter.afterSequence();
    while (after < last) {
      after = page(filter, after, last, body);
      progress.accept(after);
    }
    body.end();
    return body.written();
  }

  /**
   * Writes one page.
   *
   * @param last number of the last event that belongs to the export
   * @return up to which number events were looked at
   */
  long page(EventQuery filter, long after, long last, ExportBody body)
      throws LedgerException, IOException {
    List<StoredEvent> page = reader.query(filter.onFrom(after, PAGE));
    for (StoredEvent event : page) {
      if (event.sequence() > last) {
        return last;
      }
      body.event(event);
    }
    return page.size() < PAGE ? last : page.getLast().sequence();
  }
}
