package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of HTML with headings ({@code <th>}): cells are what stands between the tags. A heading
 * in front of the other cells of its row speaks of the one behind it. Only headings that are closed
 * count. Takes time in proportion to the table; confined to one scan.
 */
final class MarkupTable {
  private static final String HEADING = "th";
  private static final String CELL = "td";
  private static final String ROW = "tr";
  private static final String HEADING_END = "</th>";
  private static final String TABLE_END = "</table";

  /** No heading with its tags is longer. */
  private static final int MAX_HEADING = 400;

  private static final int MAX_NESTED = 4;
  private static final int LEAST_CELL = 2;

  private final ScannedText text;
  private final LabelledCells cells;
  private IntList row = new IntList();
  private boolean filled;
  private int column;
  private @Nullable Headings headings;
  private List<@Nullable IntList> values = List.of();

  private MarkupTable(ScannedText text, LabelledCells cells) {
    this.text = text;
    this.cells = cells;
  }

  /** Whether the tag of a heading starts here. */
  static boolean begins(ScannedText text, int at) {
    // WHY: asked for each tag of every page, of which hardly any begins so.
    return (text.at(at + 1) | 32) == 't' && isTag(text, at, HEADING);
  }

  /** Whether a heading that says something of persons ends right behind this place. */
  static boolean endsHeading(ScannedText text, int last) {
    int close = last + 1 - HEADING_END.length();
    if (close < 0 || !stands(text, close, HEADING_END)) {
      return false;
    }
    int at = close;
    while (at > 0 && close - at < MAX_HEADING && !begins(text, at)) {
      at--;
    }
    int start = content(text, at);
    int end = contentEnd(text, start);
    return begins(text, at) && Headings.saysAnything(text, start, end);
  }

  /** Reads the table whose first heading starts here; returns where it ends. */
  static int read(ScannedText text, int start, LabelledCells cells) {
    var table = new MarkupTable(text, cells);
    int end = table.readFrom(start);
    table.write();
    return end;
  }

  private int readFrom(int start) {
    int at = start;
    while (at < text.length()) {
      if (text.charAt(at) == '<') {
        if (stands(text, at, TABLE_END)) {
          return at;
        }
        tag(at);
      }
      at++;
    }
    return at;
  }

  private void tag(int at) {
    if (isTag(text, at, ROW)) {
      beginRow();
    } else if (begins(text, at)) {
      heading(at);
      column++;
    } else if (isTag(text, at, CELL)) {
      cell(at);
      column++;
    }
  }

  /** The row that ends had headings only: they speak of the columns. */
  private void beginRow() {
    if (!filled && row.size() > 2) {
      write();
      headings = Headings.of(text, new Row(row, row.get(row.size() - 1), true), '<');
      values = headings == null ? List.of() : HeadedColumns.columns(headings);
    }
    row = new IntList();
    filled = false;
    column = 0;
  }

  private void heading(int tag) {
    int start = content(text, tag);
    int end = contentEnd(text, start);
    int close = end;
    while (close - tag < MAX_HEADING
        && close < text.length()
        && !stands(text, close, HEADING_END)) {
      close++;
    }
    boolean closed = stands(text, close, HEADING_END);
    if (row.size() < 2 * Row.MAX_CELLS) {
      row.add(start);
      row.add(closed ? end : start);
    }
  }

  private void cell(int tag) {
    int start = content(text, tag);
    int end = contentEnd(text, start);
    boolean first = !filled;
    filled = true;
    if (end - start < LEAST_CELL) {
      return;
    }
    int last = row.size();
    String label =
        first && last > 0 ? Headings.label(text, row.get(last - 2), row.get(last - 1)) : null;
    IntList found = column < values.size() ? values.get(column) : null;
    if (label != null) {
      var value = new IntList();
      value.add(start);
      value.add(end);
      cells.add(label, value);
    } else if (found != null) {
      found.add(start);
      found.add(end);
    }
  }

  private void write() {
    if (headings != null) {
      HeadedColumns.write(headings, values, cells);
    }
    headings = null;
  }

  /** Where the content begins, behind the tag that starts here and tags right behind it. */
  private static int content(ScannedText text, int tag) {
    int at = tag;
    for (int nested = 0; nested <= MAX_NESTED && opens(text, at); nested++) {
      while (at - tag < MAX_HEADING && at < text.length() && text.charAt(at) != '>') {
        at++;
      }
      at++;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return Math.min(at, text.length());
  }

  private static boolean opens(ScannedText text, int at) {
    return text.at(at) == '<' && Character.isLetter(text.at(at + 1));
  }

  private static int contentEnd(ScannedText text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '<') {
      end++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isTag(ScannedText text, int at, String name) {
    char next = text.at(at + 1 + name.length());
    return text.at(at) == '<'
        && stands(text, at + 1, name)
        && (next == '>' || Character.isWhitespace(next));
  }

  private static boolean stands(ScannedText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (CaseFolding.fold(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
