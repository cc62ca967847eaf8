package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.parquet.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes recorded exchanges as a table, for a replay elsewhere. Takes the memory of one row group,
 * however many there are.
 */
public final class CaptureExport {
  private static final int PAGE = 128;

  private final OutputStream out;
  private final LongConsumer progress;

  /**
   * @param out stays the caller's, and is best buffered
   * @param progress told now and then how far it is: the number of the event, or of exchanges
   */
  public CaptureExport(OutputStream out, LongConsumer progress) {
    this.out = out;
    this.progress = progress;
  }

  /**
   * Writes what there is now; sealed captures stay sealed.
   *
   * @param filter its limit and order do not count
   * @param leftOut told of events that fit and cannot be read
   * @return how many exchanges were written
   */
  public long ledger(EventReader reader, EventQuery filter, LeftOut leftOut)
      throws LedgerException, IOException {
    TableWriter<CaptureRow> table = CaptureTable.writer(out);
    table.begin();
    long written = 0;
    EventSpan span = reader.span(filter);
    long last = span.last();
    long after = span.after();
    while (after < last) {
      List<StoredEvent> page = reader.query(filter.onFrom(after, PAGE), leftOut);
      Map<Long, StoredCapture> captures = PageCaptures.of(reader, page);
      for (StoredEvent stored : page) {
        if (stored.sequence() <= last) {
          table.row(row(stored, captures));
          written++;
        }
      }
      after = page.size() < PAGE ? last : page.getLast().sequence();
      progress.accept(after);
    }
    table.end();
    return written;
  }

  private static CaptureRow row(StoredEvent stored, Map<Long, StoredCapture> captures) {
    return new CaptureRow(
        stored.event().id(),
        stored.sequence(),
        stored.event(),
        captures.get(stored.sequence()),
        null);
  }

  /**
   * Writes what a file of captures holds, which is in the clear.
   *
   * @return how many exchanges were written
   */
  public long file(ReplaySource source) throws ReplayInputException, IOException {
    TableWriter<CaptureRow> table = CaptureTable.writer(out);
    table.begin();
    long written = 0;
    Optional<ReplayItem> next = source.next();
    while (next.isPresent()) {
      table.row(CaptureRow.of(next.get().read()));
      written++;
      if (written % PAGE == 0) {
        progress.accept(written);
      }
      next = source.next();
    }
    table.end();
    return written;
  }
}
