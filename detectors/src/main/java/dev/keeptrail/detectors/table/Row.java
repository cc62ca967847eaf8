package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table: its cells without blanks and quotes around them.
 *
 * @param cells start and end of each, in turn
 * @param end offset of the line break after it, or of the text's end
 * @param quotes whether each quote that opened a cell was closed
 */
record Row(IntList cells, int end, boolean quotes) {
  static final int MAX_CELLS = 64;
  private static final int MAX_LENGTH = 8_000;

  /** A quoted cell is not longer, or its quote is none. */
  private static final int MAX_QUOTED = 1_000;

  /**
   * The row that starts here; null if it has more cells or is longer than rows are.
   *
   * @param quotes whether a quote may open a cell
   * @param longest what a cell may measure, or there is no row
   */
  static @Nullable Row at(
      ScannedText text, int start, char delimiter, boolean quotes, int longest) {
    var cells = new IntList();
    int length = text.length();
    int at = blanks(text, start, delimiter);
    boolean framed = delimiter == '|' && text.at(at) == '|';
    at += framed ? 1 : 0;
    boolean closed = quotes;
    while (cells.size() < 2 * MAX_CELLS && at - start < MAX_LENGTH) {
      at = blanks(text, at, delimiter);
      int from = at;
      int close = closed && text.at(at) == '"' ? close(text, at + 1, delimiter, longest) : -1;
      closed &= close > 0 || text.at(at) != '"';
      int to = close > 0 ? close : from;
      at = close > 0 ? blanks(text, close + 1, delimiter) : from;
      while (at < length && text.charAt(at) != delimiter && text.charAt(at) != '\n') {
        if (at - from > longest && close < 0) {
          return null;
        }
        at++;
        to = close > 0 ? close : isBlank(text.charAt(at - 1)) ? to : at;
      }
      cells.add(close > 0 ? from + 1 : from);
      cells.add(to);
      if (at >= length || text.charAt(at) == '\n') {
        return new Row(framed ? unframed(cells) : cells, at, closed);
      }
      at++;
    }
    return null;
  }

  /** Behind the last sign of a frame is no cell. */
  private static IntList unframed(IntList cells) {
    int last = cells.size() - 2;
    if (last <= 0 || cells.get(last) < cells.get(last + 1)) {
      return cells;
    }
    var fewer = new IntList();
    for (int i = 0; i < last; i++) {
      fewer.add(cells.get(i));
    }
    return fewer;
  }

  /** Where the quote stands that closes a cell; two of them stand for one in it. */
  private static int close(ScannedText text, int from, char delimiter, int longest) {
    int limit = Math.min(text.length(), from + Math.min(longest, MAX_QUOTED));
    for (int at = from; at < limit; at++) {
      if (text.charAt(at) == '"') {
        if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          at++;
          continue;
        }
        int next = blanks(text, at + 1, delimiter);
        boolean ends =
            next >= text.length() || text.charAt(next) == delimiter || text.charAt(next) == '\n';
        return ends ? at : -1;
      }
    }
    return -1;
  }

  private static int blanks(ScannedText text, int from, char delimiter) {
    int at = from;
    while (at < text.length() && text.charAt(at) != delimiter && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u00a0';
  }

  int count() {
    return cells.size() / 2;
  }

  int start(int cell) {
    return cells.get(2 * cell);
  }

  int end(int cell) {
    return cells.get(2 * cell + 1);
  }

  /** Whether it is the line that Markdown has between the headings and the rest. */
  boolean isRule(ScannedText text) {
    for (int cell = 0; cell < count(); cell++) {
      for (int i = start(cell); i < end(cell); i++) {
        if (text.charAt(i) != '-' && text.charAt(i) != ':') {
          return false;
        }
      }
    }
    return true;
  }

  boolean isBlank() {
    return count() == 1 && start(0) == end(0);
  }
}
