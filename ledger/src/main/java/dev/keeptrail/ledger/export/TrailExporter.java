package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of the administrative trail that fit a query, oldest first. Readers have the
 * newest first, so it walks through the pages once to learn where they begin and writes them from
 * the last one on; it takes the memory of one page.
 */
public final class TrailExporter {
  private static final int PAGE = 1_000;
  private static final String[] TITLES = {
    "sequence", "id", "timestamp", "action", "actor_kind", "actor", "subject", "details"
  };

  private final EventReader reader;
  private final LeftOut leftOut;

  /**
   * @param leftOut told of entries that fit and cannot be read
   */
  public TrailExporter(EventReader reader, LeftOut leftOut) {
    this.reader = reader;
    this.leftOut = leftOut;
  }

  /** Whether a trail can be written so; it is no table of the ledger's columns. */
  public static boolean writes(ExportFormat format) {
    return format != ExportFormat.PARQUET;
  }

  /**
   * Writes what there is now.
   *
   * @param filter its limit and its position do not count
   * @param out stays the caller's
   * @return how many entries were written
   */
  public long export(AdministrationQuery filter, ExportFormat format, OutputStream out)
      throws LedgerException, IOException {
    if (!writes(format)) {
      throw new IllegalArgumentException("a trail is text");
    }
    Deque<Stretch> stretches = stretches(filter);
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    var csv = new CSVPrinter(text, CSVFormat.RFC4180);
    if (format == ExportFormat.CSV) {
      csv.printRecord((Object[]) TITLES);
    } else if (format == ExportFormat.JSON) {
      text.write('[');
    }
    long written = 0;
    while (!stretches.isEmpty()) {
      for (StoredAdministrativeEvent entry : entries(filter, stretches.pop()).reversed()) {
        write(entry, format, csv, text, written == 0);
        written++;
      }
    }
    if (format == ExportFormat.JSON) {
      text.write(written == 0 ? "]\n" : "\n]\n");
    }
    text.flush();
    return written;
  }

  /**
   * Entries between two places.
   *
   * @param behind the newest is behind this
   * @param oldest the last one
   * @param count how many there were
   */
  private record Stretch(EventPosition behind, EventPosition oldest, int count) {
    static Stretch of(@Nullable EventPosition behind, List<StoredAdministrativeEvent> page) {
      EventPosition newest = page.getFirst().position();
      // What comes while this is written is in front of the newest.
      var before = new EventPosition(newest.at(), newest.sequence() + 1);
      return new Stretch(behind == null ? before : behind, page.getLast().position(), page.size());
    }
  }

  /** The oldest first. */
  private Deque<Stretch> stretches(AdministrationQuery filter) throws LedgerException {
    Deque<Stretch> stretches = new ArrayDeque<>();
    EventPosition behind = null;
    List<StoredAdministrativeEvent> page;
    do {
      page = reader.administration(filter.behind(behind, PAGE), leftOut);
      if (!page.isEmpty()) {
        stretches.push(Stretch.of(behind, page));
        behind = page.getLast().position();
      }
    } while (page.size() == PAGE);
    return stretches;
  }

  /** Where some were pruned since, the page reaches into the one that was written before. */
  private List<StoredAdministrativeEvent> entries(AdministrationQuery filter, Stretch stretch)
      throws LedgerException {
    return reader.administration(filter.behind(stretch.behind(), stretch.count()), leftOut).stream()
        .filter(entry -> isNotBehind(entry.position(), stretch.oldest()))
        .toList();
  }

  private static boolean isNotBehind(EventPosition one, EventPosition oldest) {
    return one.at() > oldest.at()
        || (one.at() == oldest.at() && one.sequence() >= oldest.sequence());
  }

  private static void write(
      StoredAdministrativeEvent stored,
      ExportFormat format,
      CSVPrinter csv,
      Writer text,
      boolean first)
      throws IOException {
    AdministrativeEvent entry = stored.event();
    switch (format) {
      case CSV ->
          csv.printRecord(
              stored.sequence(),
              HarmlessCell.of(entry.id()),
              entry.timestamp(),
              HarmlessCell.of(entry.action()),
              HarmlessCell.of(entry.actor().kind()),
              HarmlessCell.of(entry.actor().name()),
              HarmlessCell.of(entry.subject()),
              AdministrativeJson.details(entry));
      case JSON -> text.append(first ? "\n" : ",\n").append(AdministrativeJson.write(entry));
      case JSONL -> text.append(AdministrativeJson.write(entry)).append('\n');
      case PARQUET -> throw new IllegalStateException("a trail is text");
    }
  }
}
