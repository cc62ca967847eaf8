package dev.keeptrail.ledger.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a table front to back, so that it can go anywhere. A row group is held in memory until it
 * is whole: {@value #GROUP_ROWS} rows, or fewer large ones. The stream stays the caller's. One
 * thread.
 *
 * @param <R> what a row is
 */
public final class TableWriter<R> {
  /** How many rows a row group has at most. */
  public static final int GROUP_ROWS = 20_000;

  private static final long GROUP_BYTES = 16L << 20;
  private static final long GROUP_PLAIN_BYTES = 64L << 20;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<Column<R>> columns;
  private final Map<String, String> metadata;
  private final OutputStream out;
  private final List<List<Chunk>> chunks = new ArrayList<>();
  private final List<RowGroup> groups = new ArrayList<>();
  private long position;
  private int rows;

  /**
   * @param metadata what else the footer says, by name
   */
  public TableWriter(List<Column<R>> columns, Map<String, String> metadata, OutputStream out) {
    this.columns = List.copyOf(columns);
    this.metadata = metadata;
    this.out = out;
    this.columns.forEach(column -> chunks.add(column.leaves().stream().map(Chunk::new).toList()));
  }

  /** Writes what comes before the first row. */
  public void begin() throws IOException {
    write(MAGIC);
  }

  /** Goes on behind row groups that are there; the stream stands at that position. */
  public void resume(List<RowGroup> written, long at) {
    groups.addAll(written);
    position = at;
  }

  public void row(R row) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).put(row, chunks.get(i));
    }
    rows++;
    if (rows >= GROUP_ROWS || isLarge()) {
      endGroup();
    }
  }

  private boolean isLarge() {
    long size = 0;
    long plain = 0;
    for (List<Chunk> column : chunks) {
      for (Chunk chunk : column) {
        size += chunk.size();
        plain += chunk.plainSize();
      }
    }
    return size >= GROUP_BYTES || plain >= GROUP_PLAIN_BYTES;
  }

  /** Writes the rows that are in memory as a row group; does nothing where there are none. */
  public void endGroup() throws IOException {
    if (rows == 0) {
      return;
    }
    long start = position;
    long plain = 0;
    var description = new ThriftWriter();
    List<Chunk> all = chunks.stream().flatMap(List::stream).toList();
    description.list(1, ThriftWriter.STRUCT, all.size());
    for (Chunk chunk : all) {
      chunk.end();
      plain += chunk.plainSize();
      position += chunk.writeTo(out, position, description);
    }
    description.int64(2, plain).int64(3, rows).int64(5, start).int64(6, position - start);
    groups.add(new RowGroup(position, rows, description.end().toBytes()));
    rows = 0;
  }

  /** The row groups that are written. */
  public List<RowGroup> groups() {
    return List.copyOf(groups);
  }

  /** Writes the rest. */
  public void end() throws IOException {
    endGroup();
    byte[] footer = Footer.of(columns, metadata, groups);
    write(footer);
    write(new ByteBuilder(Integer.BYTES).int32(footer.length).toBytes());
    write(MAGIC);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
