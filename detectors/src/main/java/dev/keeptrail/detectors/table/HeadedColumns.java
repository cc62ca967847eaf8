package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a text, read as sentences have it: each value of a column whose heading says what
 * it is, with that heading before it. So a heading counts as the word beside the value, for every
 * detector, and none needs to know of tables. The columns that an SQL statement names are headings
 * too, the fields of HL7 messages have theirs by number, and those of vCards by name. Values of one
 * column follow each other, as a heading says nothing of its neighbours. Takes time in proportion
 * to the text, and gives at most eight times as much.
 */
public final class HeadedColumns {
  /** What ends a line, and what may begin or end something in it, as bits. */
  private static final long SIGNS =
      1L << '\n' | 1L << '(' | 1L << ')' | 1L << '<' | 1L << '"' | 1L << '>' | 1L << '*';

  /** Rows in a row that are none end the table. */
  private static final int MAX_STRAY = 3;

  private static final int LONGEST_CELL = 4_000;
  private static final int LEAST_CELL = 2;

  /** Tables whose definitions are remembered. */
  private static final int MAX_TABLES = 256;

  private final ScannedText text;
  private final LabelledCells cells;
  private final Map<String, Headings> defined = new HashMap<>();

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

  /** What the tables hold that stand in strings and in quoted lines of the text. */
  public static List<ScannedText> inside(ScannedText text) {
    var readings = new ArrayList<ScannedText>();
    for (ScannedText inner : InnerTexts.of(text)) {
      var columns = new HeadedColumns(inner);
      columns.readHeaded();
      columns.cells.reading().ifPresent(readings::add);
    }
    return readings;
  }

  private void readHeaded() {
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(at);
      Headings headings = Headings.inLine(text, at, end);
      at = (headings == null ? end : read(headings, headings.row().end())) + 1;
    }
  }

  private void readAll() {
    var message = new HealthMessage(text);
    var card = new ContactCard(text, cells);
    var coded = new CodedValues(text, cells);
    char[] chars = text.unsafeChars();
    int length = text.length();
    int at = 0;
    while (at < length) {
      int open = -1;
      int bracket = -1;
      int markup = -1;
      int end = at;
      while (end < length) {
        char c = chars[end];
        if (isSign(c)) {
          if (c == '\n') {
            break;
          }
          switch (c) {
            case '(' -> open = open < 0 ? end : open;
            case ')' -> bracket = bracket < 0 ? end : bracket;
            case '<' -> markup = markup < 0 && MarkupTable.begins(text, end) ? end : markup;
            case '"', '>', '*' -> coded.note(end);
            default -> {
              // Other signs say nothing.
            }
          }
        }
        end++;
      }
      coded.read(at, end);
      if (markup >= 0) {
        at = lineEnd(Math.max(end, MarkupTable.read(text, markup, cells))) + 1;
        continue;
      }
      if (card.read(at, end)) {
        at = end + 1;
        continue;
      }
      at = readFrom(at, end, open, bracket, message) + 1;
    }
    message.writeTo(cells);
    coded.finish();
    card.finish();
  }

  /**
   * Reads the table that this line begins, or the line of a message; returns where that ends, and
   * at least the line.
   *
   * @param open the first parenthesis that opens in the line, or -1
   * @param bracket the first that closes, or -1
   */
  private int readFrom(int start, int lineEnd, int open, int bracket, HealthMessage message) {
    int keyed = mayBeKeyed(text, start, lineEnd) ? KeyedRows.read(text, start, cells) : -1;
    if (keyed > 0) {
      return Math.max(lineEnd, keyed);
    }
    TableDefinition definition = open < 0 ? null : TableDefinition.at(text, open);
    if (definition != null) {
      return lineEnd(Math.max(lineEnd, remember(definition)));
    }
    UnnamedValues unnamed = open < 0 ? null : UnnamedValues.at(text, open);
    if (unnamed != null) {
      return readUnnamed(unnamed, lineEnd);
    }
    ColumnList list = bracket < 0 ? null : ColumnList.closedBy(text, bracket);
    if (list != null) {
      return readStatement(list, lineEnd);
    }
    Headings headings = Headings.inLine(text, start, lineEnd);
    if (headings != null) {
      return read(headings, headings.row().end());
    }
    if (HealthMessage.isSegment(text, start + 3)) {
      message.read(start, lineEnd);
    }
    return lineEnd;
  }

  private static boolean isSign(char c) {
    // WHY: in one condition, for letters, digits and other signs are many and cannot be foreseen.
    return (SIGNS >>> c & ((long) c - Long.SIZE) >>> (Long.SIZE - 1)) != 0;
  }

  /** A first look: keys are short, so a bar or a tab stands near the start. */
  private static boolean mayBeKeyed(ScannedText text, int start, int end) {
    char[] chars = text.unsafeChars();
    int limit = Math.min(end, start + Headings.MAX_HEADING + 8);
    for (int i = start; i < limit; i++) {
      if (chars[i] == '|' || chars[i] == '\t') {
        return end - start <= Headings.MAX_LINE;
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
    return lineEnd(Math.max(lineEnd, lists.end()));
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** Keeps what the columns of a table are; returns where its definition ends. */
  private int remember(TableDefinition definition) {
    Headings headings = definition.headings();
    if (headings != null && defined.size() < MAX_TABLES) {
      defined.put(definition.table(), headings);
    }
    return definition.end();
  }

  /** Reads lists of values whose columns the text defined before, or does not name at all. */
  private int readUnnamed(UnnamedValues unnamed, int lineEnd) {
    Headings headings = defined.get(unnamed.table());
    var lists = new ValueLists(text, unnamed.start());
    List<@Nullable IntList> values = headings == null ? List.of() : columns(headings);
    var names = new IntList();
    var births = new IntList();
    for (Row row = lists.next(); row != null; row = lists.next()) {
      if (headings != null && row.count() == values.size()) {
        note(row, values);
      } else if (headings == null && unnamed.persons()) {
        UnnamedValues.note(text, row, names, births);
      }
    }
    if (headings != null) {
      write(headings, values);
    }
    cells.add(Headings.NAME, names);
    cells.add(Headings.BIRTH, births);
    return lineEnd(Math.max(lineEnd, lists.end()));
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

  /** Room for the values of each column that counts. */
  static List<@Nullable IntList> columns(Headings headings) {
    List<@Nullable IntList> values = new ArrayList<>();
    headings.labels().forEach(label -> values.add(label == null ? null : new IntList()));
    return values;
  }

  private void write(Headings headings, List<@Nullable IntList> values) {
    write(headings, values, cells);
  }

  /** Passes on the values of columns, each with the heading of its own. */
  static void write(Headings headings, List<@Nullable IntList> values, LabelledCells cells) {
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
