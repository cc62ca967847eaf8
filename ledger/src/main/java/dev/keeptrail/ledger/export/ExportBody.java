package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** What an export writes, in one of the formats, one event at a time. One thread. */
sealed interface ExportBody permits ExportText, ExportTable {
  /**
   * One that begins at the first event.
   *
   * @param out stays the caller's
   */
  static ExportBody of(ExportFormat format, OutputStream out) throws IOException {
    return switch (format) {
      case CSV, JSON, JSONL -> new ExportText(format, writer(out), 0);
      case PARQUET -> new ExportTable(out);
    };
  }

  /** Text as a stream of bytes. */
  static BufferedWriter writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** What comes before the first event. */
  void begin() throws IOException;

  void event(StoredEvent event) throws IOException;

  /** Gives away all that is held back. */
  void flush() throws IOException;

  /** What comes behind the last one. */
  void end() throws IOException;

  /** How many events were written. */
  long written();
}
