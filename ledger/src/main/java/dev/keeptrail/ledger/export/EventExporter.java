package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.ReadAhead;
import dev.keeptrail.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the events that fit a query, oldest first, in the order of recording. Takes the memory of
 * two pages of events, however many there are.
 */
public final class EventExporter {
  static final int PAGE = 1_000;

  private final EventReader reader;
  private final LeftOut leftOut;
  private final EventProgress progress;

  /**
   * @param leftOut told of events that fit and cannot be read, page by page as they are written
   * @param progress told after each page
   */
  public EventExporter(EventReader reader, LeftOut leftOut, EventProgress progress) {
    this.reader = reader;
    this.leftOut = leftOut;
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
    EventSpan span = reader.span(filter);
    long after = span.after();
    long last = span.last();
    try (Pages pages = pages(filter, last)) {
      while (after < last) {
        after = pages.write(after, body);
        progress.of(after - span.after(), last - span.after());
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
        leftOut,
        new ReadAhead<>(
            after -> page(filter.onFrom(after, PAGE)),
            page -> page.reaches() < last ? page.reaches() : ReadAhead.NOTHING));
  }

  private Page page(EventQuery query) throws LedgerException {
    List<LeftOutRecord> unreadable = new ArrayList<>();
    List<StoredEvent> events =
        reader.query(query, (sequence, id) -> unreadable.add(new LeftOutRecord(sequence, id)));
    return new Page(events, unreadable);
  }

  /** A page of events, as many as there are behind a number, and what was left out of it. */
  private record Page(List<StoredEvent> events, List<LeftOutRecord> leftOut) {
    /** Up to which number events were looked at. */
    long reaches() {
      return events.size() < PAGE ? Long.MAX_VALUE : events.getLast().sequence();
    }
  }

  /** Reads a page while it writes one. One thread. */
  static final class Pages implements AutoCloseable {
    private final long last;
    private final LeftOut leftOut;
    private final ReadAhead<Page, LedgerException> ahead;

    private Pages(long last, LeftOut leftOut, ReadAhead<Page, LedgerException> ahead) {
      this.last = last;
      this.leftOut = leftOut;
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
      for (LeftOutRecord record : page.leftOut()) {
        if (record.sequence() <= last) {
          leftOut.add(record.sequence(), record.id());
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
