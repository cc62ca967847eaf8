package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.ReadAhead;
import dev.keeptrail.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes the events that fit a query, oldest first, in the order of recording. Takes the memory of
 * two pages of events, however many there are.
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
    try (Pages pages = pages(filter, last)) {
      while (after < last) {
        after = pages.write(after, body);
        progress.accept(after);
      }
    }
    body.end();
    return body.written();
  }

  /**
   * The pages of an export.
   *
   * @param last number of the last event that belongs to it
   */
  Pages pages(EventQuery filter, long last) {
    return new Pages(
        last,
        new ReadAhead<>(
            after -> new Page(reader.query(filter.onFrom(after, PAGE))),
            page -> page.reaches() < last ? page.reaches() : ReadAhead.NOTHING));
  }

  /** A page of events, as many as there are behind a number. */
  private record Page(List<StoredEvent> events) {
    /** Up to which number events were looked at. */
    long reaches() {
      return events.size() < PAGE ? Long.MAX_VALUE : events.getLast().sequence();
    }
  }

  /** Reads a page while it writes one. One thread. */
  static final class Pages implements AutoCloseable {
    private final long last;
    private final ReadAhead<Page, LedgerException> ahead;

    private Pages(long last, ReadAhead<Page, LedgerException> ahead) {
      this.last = last;
      this.ahead = ahead;
    }

    /**
     * Writes one page.
     *
     * @return up to which number events were looked at
     */
    long write(long after, ExportBody body) throws LedgerException, IOException {
      Page page = ahead.take(after);
      for (StoredEvent event : page.events()) {
        if (event.sequence() <= last) {
          body.event(event);
        }
      }
      return Math.min(last, page.reaches());
    }

    @Override
    public void close() {
      ahead.close();
    }
  }
}
