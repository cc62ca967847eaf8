package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes events as text in one of the formats. The writer stays the caller's. */
final class ExportText implements ExportBody {
  private static final CSVFormat CSV = CSVFormat.RFC4180;

  private final ExportFormat format;
  private final Writer out;
  private final CSVPrinter csv;
  private long written;

  /**
   * @param written how many events were written by others, whose work this goes on with
   */
  ExportText(ExportFormat format, Writer out, long written) throws IOException {
    this.format = format;
    this.out = out;
    this.csv = new CSVPrinter(out, CSV);
    this.written = written;
  }

  @Override
  public void begin() throws IOException {
    switch (format) {
      case CSV -> csv.printRecord((Object[]) CsvColumns.titles());
      case JSON -> out.write('[');
      case JSONL -> {}
      case PARQUET -> throw noText();
    }
  }

  @Override
  public void event(StoredEvent event) throws IOException {
    switch (format) {
      case CSV -> csv.printRecord(CsvColumns.cells(event));
      case JSON -> {
        out.write(written == 0 ? "\n" : ",\n");
        out.write(EventJson.write(event.event()));
      }
      case JSONL -> {
        out.write(EventJson.write(event.event()));
        out.write('\n');
      }
      case PARQUET -> throw noText();
    }
    written++;
  }

  private static IllegalStateException noText() {
    return new IllegalStateException("a table is no text");
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void end() throws IOException {
    if (format == ExportFormat.JSON) {
      out.write(written == 0 ? "]\n" : "\n]\n");
    }
    out.flush();
  }

  @Override
  public long written() {
    return written;
  }
}
