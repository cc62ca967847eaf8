package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes the events that fit a query, oldest first, in the order of recording. Takes the memory of
 * one page of events, however many there are.
 */
public final class EventExporter {
  private static final int PAGE = 1_000;

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
   * @return how many events were written
   */
  public long export(EventQuery filter, ExportFormat format, Writer out)
      throws LedgerException, IOException {
    long written =
        switch (format) {
          case CSV -> csv(filter, out);
          case JSON -> json(filter, out);
          case JSONL -> each(filter, event -> line(out, event));
        };
    out.flush();
    return written;
  }

  @FunctionalInterface
  private interface Sink {
    void accept(StoredEvent event) throws IOException;
  }

  private static void line(Writer out, StoredEvent event) throws IOException {
    out.write(EventJson.write(event.event()));
    out.write('\n');
  }

  private long csv(EventQuery filter, Writer out) throws LedgerException, IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(CsvColumns.titles()).get();
    // The writer is the caller's, and so not closed here.
    CSVPrinter printer = new CSVPrinter(out, format);
    return each(filter, event -> printer.printRecord(CsvColumns.cells(event)));
  }

  private long json(EventQuery filter, Writer out) throws LedgerException, IOException {
    out.write('[');
    boolean[] first = {true};
    long written =
        each(
            filter,
            event -> {
              out.write(first[0] ? "\n" : ",\n");
              first[0] = false;
              out.write(EventJson.write(event.event()));
            });
    out.write(written == 0 ? "]\n" : "\n]\n");
    return written;
  }

  private long each(EventQuery filter, Sink sink) throws LedgerException, IOException {
    long last = reader.lastSequence();
    long after = filter.afterSequence();
    long written = 0;
    while (after < last) {
      List<StoredEvent> page = reader.query(page(filter, after));
      for (StoredEvent event : page) {
        if (event.sequence() > last) {
          return written;
        }
        sink.accept(event);
        written++;
      }
      after = page.size() < PAGE ? last : page.getLast().sequence();
      progress.accept(after);
    }
    return written;
  }

  private static EventQuery page(EventQuery filter, long after) {
    return new EventQuery(
        filter.since(),
        filter.until(),
        filter.verdicts(),
        filter.policy(),
        after,
        PAGE,
        EventQuery.Order.OLDEST_FIRST);
  }
}
