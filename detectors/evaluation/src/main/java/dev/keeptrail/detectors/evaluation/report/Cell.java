package dev.keeptrail.detectors.evaluation.report;

/** One value of a table. */
public sealed interface Cell {
  /** Words. */
  record Words(String text) implements Cell {}

  /** A number of things. */
  record Count(long value) implements Cell {}

  /** A measured number, shown with as many digits as it deserves. */
  record Measure(double value, int decimals) implements Cell {}

  /** So many of so many; nothing of nothing has no value. */
  record Share(long hits, long total, boolean withInterval) implements Cell {}

  /** There is nothing to say here. */
  record Nothing() implements Cell {}

  static Cell of(String text) {
    return new Words(text);
  }

  static Cell of(long value) {
    return new Count(value);
  }

  /** A share with its interval. */
  static Cell share(long hits, long total) {
    return total == 0 ? new Nothing() : new Share(hits, total, true);
  }

  /** A share alone. */
  static Cell plainShare(long hits, long total) {
    return total == 0 ? new Nothing() : new Share(hits, total, false);
  }

  /** A number from 0 to 1 with three decimals; nothing where it is none. */
  static Cell ratio(double value) {
    return Double.isFinite(value) ? new Measure(value, 3) : new Nothing();
  }

  static Cell number(double value, int decimals) {
    return Double.isFinite(value) ? new Measure(value, decimals) : new Nothing();
  }
}
