package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a text, read as sentences have it: each value of a column whose heading says what
 * it is, with that heading before it. So a heading counts as the word beside the value, for every
 * detector, and none needs to know of tables. Values of one column follow each other, as a heading
 * says nothing of its neighbours. Takes time in proportion to the text, and gives at most eight
 * times as much.
 */
public final class HeadedColumns {
  private static final int MAX_LINE = 1_000;

  /** Rows in a row that are none end the table. */
  private static final int MAX_STRAY = 3;

  private static final int LONGEST_CELL = 4_000;
  private static final int LEAST_CELL = 2;

  /** Further than detectors look ahead for words. */
  private static final int APART = 40;

  private final ScannedText text;
  private final DecodedText reading;

  private HeadedColumns(ScannedText text) {
    this.text = text;
    this.reading = new DecodedText(text, View.PLAIN, 256);
    this.reading.turnRound();
  }

  /** What the tables of the text hold, if it has any with headings that say something. */
  public static Optional<ScannedText> of(ScannedText text) {
    HeadedColumns columns = null;
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(text, at);
      Headings headings = mayBegin(text, at, end) ? Headings.at(text, at) : null;
      if (headings != null) {
        columns = columns == null ? new HeadedColumns(text) : columns;
        end = columns.read(headings);
      }
      at = end + 1;
    }
    return columns == null || columns.reading.length() == 0
        ? Optional.empty()
        : Optional.of(columns.reading.toText());
  }

  /** Whether one of the lines that end in the range may be the first of such a table. */
  public static boolean beginsIn(ScannedText text, int from, int to) {
    for (int end = from; end < to; end++) {
      if (text.charAt(end) == '\n') {
        int start = end;
        while (start > 0 && end - start <= MAX_LINE && text.charAt(start - 1) != '\n') {
          start--;
        }
        if (mayBegin(text, start, end) && Headings.at(text, start) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static int lineEnd(ScannedText text, int from) {
    char[] chars = text.unsafeChars();
    int length = text.length();
    int at = from;
    while (at < length && chars[at] != '\n') {
      at++;
    }
    return at;
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

  /** Reads the rows below; returns where the last of them ends. */
  private int read(Headings headings) {
    int columns = headings.row().count();
    List<@Nullable IntList> values = new ArrayList<>(columns);
    headings.labels().forEach(label -> values.add(label == null ? null : new IntList()));
    boolean quotes = true;
    int end = headings.row().end();
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
    for (int column = 0; column < columns; column++) {
      write(headings.labels().get(column), values.get(column));
    }
    return end;
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

  private void write(@Nullable String label, @Nullable IntList cells) {
    if (label == null || cells == null || cells.isEmpty()) {
      return;
    }
    String before = label + ": ";
    for (int i = 0; i < cells.size(); i += 2) {
      int start = cells.get(i);
      int end = cells.get(i + 1);
      if (before.length() <= 3 * (end - start) + 3) {
        put(before, start);
        reading.keep(start, end);
        put("\n", start);
      }
    }
    // WHY: detectors look ahead too, and the next heading is none of these values'.
    put("\n".repeat(APART), cells.get(0));
  }

  /** Words that stand for the place of a value; nothing found in them alone counts. */
  private void put(String words, int at) {
    for (int i = 0; i < words.length(); i++) {
      reading.put(words.charAt(i), at, at + 1);
    }
  }
}
