package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.parquet.RowGroup;
import dev.keeptrail.ledger.parquet.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes events as a table in Apache Parquet. The stream stays the caller's. */
final class ExportTable implements ExportBody {
  /** The name of the format in the footer, and which one it is. */
  static final Map<String, String> FORMAT = Map.of("keeptrail.table", "events/1");

  private final OutputStream out;
  private final TableWriter<StoredEvent> table;
  private long written;

  ExportTable(OutputStream out) {
    this.out = out;
    this.table = new TableWriter<>(TableColumns.ALL, FORMAT, out);
  }

  /** Goes on behind what others wrote. */
  void resume(List<RowGroup> groups, long position) {
    table.resume(groups, position);
    written = groups.stream().mapToLong(RowGroup::rows).sum();
  }

  /** What is written of it by now, but for the footer. */
  List<RowGroup> groups() {
    return table.groups();
  }

  @Override
  public void begin() throws IOException {
    table.begin();
  }

  @Override
  public void event(StoredEvent event) throws IOException {
    table.row(event);
    written++;
  }

  @Override
  public void flush() throws IOException {
    table.endGroup();
    out.flush();
  }

  @Override
  public void end() throws IOException {
    table.end();
    out.flush();
  }

  @Override
  public long written() {
    return written;
  }
}
