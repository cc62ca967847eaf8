package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Tables of two columns whose first one says what stands in the second, row by row: {@code Name |
 * Ada Lund}. Two rows at least must say something of persons. Stateless.
 */
final class KeyedRows {
  private static final String DELIMITERS = "|\t";
  private static final int LONGEST_CELL = 400;
  private static final int LEAST_KEYS = 2;
  private static final int LEAST_CELL = 2;

  private KeyedRows() {}

  /** Reads the table whose first row starts here; returns where its last row ends, or -1. */
  static int read(ScannedText text, int start, LabelledCells cells) {
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char delimiter = DELIMITERS.charAt(i);
      if (label(text, row(text, start, delimiter)) != null) {
        int end = end(text, start, delimiter);
        if (end > start) {
          write(text, start, end, delimiter, cells);
          return end;
        }
      }
    }
    return -1;
  }

  /** Whether a key of such a row ends right before a delimiter. */
  static boolean endsKey(ScannedText text, int delimiter) {
    int start = delimiter;
    while (start > 0
        && delimiter - start <= Headings.MAX_HEADING + 4
        && text.charAt(start - 1) != '\n') {
      start--;
    }
    boolean begins = start == 0 || text.charAt(start - 1) == '\n';
    int from = start;
    while (from < delimiter && "| \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = delimiter;
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return begins
        && to > from
        && to - from <= Headings.MAX_HEADING
        && Headings.label(text, from, to) != null;
  }

  /** Where the rows end that have two cells each, if enough of them have keys; -1 if not. */
  private static int end(ScannedText text, int start, char delimiter) {
    int keys = 0;
    int at = start;
    int end = -1;
    for (Row row = row(text, at, delimiter); row != null; row = row(text, at, delimiter)) {
      keys += label(text, row) == null ? 0 : 1;
      end = row.end();
      at = end + 1;
    }
    return keys >= LEAST_KEYS ? end : -1;
  }

  private static void write(
      ScannedText text, int start, int end, char delimiter, LabelledCells cells) {
    int at = start;
    while (at < end) {
      Row row = row(text, at, delimiter);
      if (row == null) {
        return;
      }
      String label = label(text, row);
      if (label != null && row.end(1) - row.start(1) >= LEAST_CELL) {
        var cell = new IntList();
        cell.add(row.start(1));
        cell.add(row.end(1));
        cells.add(label, cell);
      }
      at = row.end() + 1;
    }
  }

  private static @Nullable Row row(ScannedText text, int start, char delimiter) {
    Row row = start < text.length() ? Row.at(text, start, delimiter, true, LONGEST_CELL) : null;
    return row == null || row.count() != 2 ? null : row;
  }

  /** What a row says of its second cell: that cell must be no key itself. */
  private static @Nullable String label(ScannedText text, @Nullable Row row) {
    if (row == null || row.end(0) - row.start(0) > Headings.MAX_HEADING) {
      return null;
    }
    String label = Headings.label(text, row.start(0), row.end(0));
    boolean headings =
        row.end(1) - row.start(1) <= Headings.MAX_HEADING
            && Headings.label(text, row.start(1), row.end(1)) != null;
    return headings ? null : label;
  }
}
