package dev.keeptrail.ledger.parquet;

/** Levels that are 0 or 1, as runs of the RLE hybrid encoding with one bit. One thread. */
final class Levels {
  private final ByteBuilder runs = new ByteBuilder(64);
  private int level;
  private int length;

  void add(int next) {
    if (next != level) {
      close();
      level = next;
    }
    length++;
  }

  /** Writes them behind their length in bytes, and begins anew. */
  void writeTo(ByteBuilder page) {
    close();
    page.int32(runs.size()).append(runs);
    runs.clear();
    level = 0;
  }

  private void close() {
    if (length > 0) {
      runs.varint((long) length << 1).octet(level);
      length = 0;
    }
  }
}
