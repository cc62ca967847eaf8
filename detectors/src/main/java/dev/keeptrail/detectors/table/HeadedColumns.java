package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a text, read as sentences have it: each value of a column whose heading says what
 * it is, with that heading before it. So a heading counts as the word beside the value, for every
 * detector, and none needs to know of tables. The columns that an SQL statement names are headings
 * too, and the fields of HL7 messages have theirs by number. Values of one column follow each
 * other, as a heading says nothing of its neighbours. Takes time in proportion to the text, and
 * gives at most eight times as much.
 */
public final class HeadedColumns {
  private static final int MAX_LINE = 1_000;

  /** Rows in a row that are none end the table. */
  private static final int MAX_STRAY = 3;

  private static final int LONGEST_CELL = 4_000;
  private static final int LEAST_CELL = 2;

  private final ScannedText text;
  private final LabelledCells cells;

  private HeadedColumns(ScannedText text) {
    this.text = text;
    this.cells = new LabelledCells(text);
  }

  /** What the tables of the text hold, if it has any with headings that say something. */
  public static Optional<ScannedText> of(ScannedText text) {
    var columns = new HeadedColumns(text);
    columns.readAll();
    return columns.cells.reading();
  }

  private void readAll() {
    var message = new HealthMessage(text);
    char[] chars = text.unsafeChars();
    int length = text.length();
    int at = 0;
    while (at < length) {
      int bracket = -1;
      int end = at;
      while (end < length && chars[end] != '\n') {
        bracket = bracket < 0 && chars[end] == ')' ? end : bracket;
        end++;
      }
      Headings headings = mayBegin(text, at, end) ? Headings.at(text, at) : null;
      ColumnList list = bracket < 0 ? null : ColumnList.closedBy(text, bracket);
      if (list != null) {
        end = readStatement(list, end);
      } else if (headings != null) {
        end = read(headings, headings.row().end());
      } else if (HealthMessage.isSegment(text, at + 3)) {
        message.read(at, end);
      }
      at = end + 1;
    }
    message.writeTo(cells);
  }

  /** Whether what ends in the range says of values behind it what they are. */
  public static boolean beginsIn(ScannedText text, int from, int to) {
    for (int end = from; end < to; end++) {
      char c = text.charAt(end);
      if ((c == '|' && HealthMessage.isSegment(text, end))
          || (c == '\n' && areHeadings(text, end))
          || (c == ')' && ColumnList.headings(text, end) != null)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areHeadings(ScannedText text, int end) {
    int start = end;
    while (start > 0 && end - start <= MAX_LINE && text.charAt(start - 1) != '\n') {
      start--;
    }
    return mayBegin(text, start, end) && Headings.at(text, start) != null;
  }

  /** A first look: headings are short, so the first delimiter stands near the start. */
  private static boolean mayBegin(ScannedText text, int start, int end) {
    if (end - start > MAX_LINE || end >= text.length()) {
      return false;
    }
    char[] chars = text.unsafeChars();
    int limit = Math.min(end, start + Headings.MAX_HEADING + 8);
    for (int i = start; i < limit; i++) {
      char c = chars[i];
      if (c == ',' || c == ';' || c == '\t' || c == '|') {
        return true;
      }
    }
    return false;
  }

  /** Reads what follows a list of columns; returns where that ends, and at least the line. */
  private int readStatement(ColumnList list, int lineEnd) {
    if (list.copied()) {
      return read(list.headings(), lineEnd);
    }
    List<@Nullable IntList> values = columns(list.headings());
    var lists = new ValueLists(text, list.end());
    for (Row row = lists.next(); row != null; row = lists.next()) {
      if (row.count() == values.size()) {
        note(row, values);
      }
    }
    write(list.headings(), values);
    int end = Math.max(lineEnd, lists.end());
    while (end < text.length() && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** Reads the rows below the line that ends here; returns where the last of them ends. */
  private int read(Headings headings, int lineEnd) {
    int columns = headings.row().count();
    List<@Nullable IntList> values = columns(headings);
    boolean quotes = true;
    int end = lineEnd;
    int stray = 0;
    while (end < text.length() && stray < MAX_STRAY) {
      Row row = Row.at(text, end + 1, headings.delimiter(), quotes, LONGEST_CELL);
      if (row == null || row.isBlank()) {
        break;
      }
      // WHY: a quote that nothing closes is searched for once, not in each row.
      quotes = row.quotes();
      end = row.end();
      boolean fits = row.count() == columns;
      stray = fits ? 0 : stray + 1;
      if (fits && !row.isRule(text)) {
        note(row, values);
      }
    }
    write(headings, values);
    return end;
  }

  private static List<@Nullable IntList> columns(Headings headings) {
    List<@Nullable IntList> values = new ArrayList<>();
    headings.labels().forEach(label -> values.add(label == null ? null : new IntList()));
    return values;
  }

  private void write(Headings headings, List<@Nullable IntList> values) {
    for (int column = 0; column < values.size(); column++) {
      String label = headings.labels().get(column);
      IntList found = values.get(column);
      if (label != null && found != null) {
        cells.add(label, found);
      }
    }
  }

  private static void note(Row row, List<@Nullable IntList> values) {
    for (int cell = 0; cell < row.count(); cell++) {
      IntList column = values.get(cell);
      if (column != null && row.end(cell) - row.start(cell) >= LEAST_CELL) {
        column.add(row.start(cell));
        column.add(row.end(cell));
      }
    }
  }
}
