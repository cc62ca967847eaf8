package dev.keeptrail.ledger.parquet;

/**
 * What a footer will say of rows that are written. A class, not a record, because it holds bytes.
 */
public final class RowGroup {
  private final long end;
  private final long rows;
  private final byte[] description;

  /** As it was before. */
  public RowGroup(long end, long rows, byte[] description) {
    this.end = end;
    this.rows = rows;
    this.description = description.clone();
  }

  /** Where it ends in the file. */
  public long end() {
    return end;
  }

  public long rows() {
    return rows;
  }

  /** A structure of the footer, in Thrift's compact protocol. */
  public byte[] description() {
    return description.clone();
  }
}
