package dev.keeptrail.ledger.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The values of one column in one row group, in memory until the group is written. Pages end
 * between rows. One thread.
 */
final class Chunk {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGE_ROWS = 20_000;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int UNCOMPRESSED = 0;
  private static final int GZIP = 2;

  private final Leaf leaf;
  private final ByteBuilder values = new ByteBuilder(1_024);
  private final Levels definitions = new Levels();
  private final Levels repetitions = new Levels();
  private final ByteBuilder pages = new ByteBuilder(1_024);
  private int pageRows;
  private int pageValues;
  private int flags;
  private int flagCount;
  private long valueCount;
  private long nulls;
  private long plainBytes;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  Chunk(Leaf leaf) {
    this.leaf = leaf;
  }

  /** How much memory it takes, about. */
  long size() {
    return (long) pages.size() + values.size();
  }

  /** How long it is without compression. */
  long plainSize() {
    return plainBytes + values.size();
  }

  /** A row without a value. */
  void none() {
    level(0, 0);
    nulls++;
  }

  /** The next value; {@code first} in its row, or behind another one. */
  ByteBuilder value(boolean first) {
    level(first ? 0 : 1, 1);
    return values;
  }

  void whole(long value) {
    value(true).int64(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  void flag(boolean value) {
    level(0, 1);
    flags |= (value ? 1 : 0) << flagCount;
    if (++flagCount == Byte.SIZE) {
      closeFlags();
    }
  }

  void bytes(byte[] value, boolean first) {
    value(first).int32(value.length).bytes(value, 0, value.length);
  }

  /** Ends a row, and the page where it is large enough. */
  void endRow() {
    pageRows++;
    if (values.size() >= PAGE_BYTES || pageRows >= PAGE_ROWS) {
      endPage();
    }
  }

  private void level(int repetition, int definition) {
    if (leaf.repeated()) {
      repetitions.add(repetition);
    }
    definitions.add(definition);
    pageValues++;
  }

  private void closeFlags() {
    if (flagCount > 0) {
      values.octet(flags);
      flags = 0;
      flagCount = 0;
    }
  }

  private void endPage() {
    closeFlags();
    var page = new ByteBuilder(values.size() + 64);
    if (leaf.repeated()) {
      repetitions.writeTo(page);
    }
    definitions.writeTo(page);
    ByteBuilder plain = page.append(values);
    ByteBuilder stored = leaf.compressed() ? zipped(plain) : plain;
    byte[] header =
        new ThriftWriter()
            .int32(1, 0)
            .int32(2, plain.size())
            .int32(3, stored.size())
            .begin(5)
            .int32(1, pageValues)
            .int32(2, PLAIN)
            .int32(3, RLE)
            .int32(4, RLE)
            .end()
            .end()
            .toBytes();
    pages.bytes(header, 0, header.length).append(stored);
    plainBytes += header.length + plain.size();
    valueCount += pageValues;
    pageRows = 0;
    pageValues = 0;
    values.clear();
  }

  private static ByteBuilder zipped(ByteBuilder plain) {
    var zipped = new ByteBuilder(plain.size() / 3 + 64);
    try (var gzip = new Gzip(zipped)) {
      plain.writeTo(gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail", impossible);
    }
    return zipped;
  }

  /** Fast rather than small: rows wait for it. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 8_192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Ends the last page. */
  void end() {
    if (pageRows > 0) {
      endPage();
    }
  }

  /**
   * Writes the pages, and begins anew. Where they are is described for the footer.
   *
   * @return how many bytes were written
   */
  long writeTo(OutputStream out, long offset, ThriftWriter footer) throws IOException {
    long length = pages.size();
    pages.writeTo(out);
    footer.begin().int64(2, offset).begin(3).int32(1, leaf.kind().physical());
    footer.list(2, ThriftWriter.INT32, 2).element(PLAIN).element(RLE);
    footer.list(3, ThriftWriter.TEXT, leaf.path().size());
    leaf.path().forEach(footer::element);
    footer
        .int32(4, leaf.compressed() ? GZIP : UNCOMPRESSED)
        .int64(5, valueCount)
        .int64(6, plainBytes)
        .int64(7, length)
        .int64(9, offset)
        .begin(12)
        .int64(3, nulls);
    if (leaf.kind().hasBounds() && valueCount > nulls) {
      footer.bytes(5, bound(greatest)).bytes(6, bound(least));
    }
    footer.end().end().end();
    clear();
    return length;
  }

  private static byte[] bound(long value) {
    return new ByteBuilder(Long.BYTES).int64(value).toBytes();
  }

  private void clear() {
    pages.clear();
    valueCount = 0;
    nulls = 0;
    plainBytes = 0;
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }
}
