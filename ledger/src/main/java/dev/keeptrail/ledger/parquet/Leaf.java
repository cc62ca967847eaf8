package dev.keeptrail.ledger.parquet;

import java.util.List;

/**
 * One column of values as the format has it.
 *
 * @param path names from the root down
 * @param repeated whether a row has any number of values, instead of one at most
 * @param compressed whether pages are compressed; not worth it for what is compressed already
 */
record Leaf(List<String> path, Kind kind, boolean repeated, boolean compressed) {
  /** What values are, with the numbers that the format has for it. */
  enum Kind {
    FLAG(0),
    INT32(1),
    INT64(2),
    /** Microseconds since 1970, UTC. */
    TIME(2),
    REAL(5),
    BYTES(6),
    TEXT(6),
    JSON(6);

    private final int physical;

    Kind(int physical) {
      this.physical = physical;
    }

    int physical() {
      return physical;
    }

    /** Whether values have an order that readers can leave out parts of a file by. */
    boolean hasBounds() {
      return this == INT64 || this == TIME;
    }
  }

  Leaf {
    path = List.copyOf(path);
  }
}
