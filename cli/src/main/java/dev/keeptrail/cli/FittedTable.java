package dev.keeptrail.cli;

import dev.keeptrail.ledger.PrintableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose lines fit the terminal, as far as that goes: columns are as wide as what is in
 * them, and those that may be cut give way, the widest first. Nothing in a cell reaches the
 * terminal unescaped.
 */
final class FittedTable {
  private static final String GAP = "  ";
  private static final String COLUMNS = "COLUMNS";
  private static final int TERMINAL_WIDTH = 120;
  private static final int ENDLESS = 100_000;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  FittedTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * One column.
   *
   * @param least how narrow it may get, in characters; what is never cut has {@link #ENDLESS}, and
   *     what is left out where there is no room for all of it 0
   */
  record Column(String title, int least, boolean right) {
    /** For what is copied, or says little when it is cut. */
    static Column whole(String title) {
      return new Column(title, ENDLESS, false);
    }

    static Column number(String title) {
      return new Column(title, ENDLESS, true);
    }

    static Column ornament() {
      return new Column("", 0, false);
    }

    /** Cut where there is no room for it, to {@code least} characters at the least. */
    static Column text(String title, int least) {
      return new Column(title, least, false);
    }
  }

  /** As many cells as there are columns. */
  void add(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> PrintableText.of(String.valueOf(cell))).toList());
  }

  /** How wide lines may be: what COLUMNS says, or {@code otherwise} where there is no terminal. */
  static int width(Invocation invocation, int otherwise) {
    String columns = invocation.environment().getOrDefault(COLUMNS, "");
    if (columns.matches("[1-9][0-9]{1,3}")) {
      return Integer.parseInt(columns);
    }
    return invocation.colour() ? TERMINAL_WIDTH : otherwise;
  }

  void print(Invocation invocation) {
    int[] widths = widths(width(invocation, ENDLESS));
    invocation.out().println(line(columns.stream().map(Column::title).toList(), widths));
    rows.forEach(row -> invocation.out().println(line(row, widths)));
  }

  private int[] widths(int room) {
    int[] widths = columns.stream().mapToInt(column -> length(column.title())).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    int surplus = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - room;
    for (int i = 0; i < widths.length && surplus > 0; i++) {
      if (columns.get(i).least() == 0) {
        surplus -= widths[i] + GAP.length();
        widths[i] = 0;
      }
    }
    for (int widest = widest(widths); surplus > 0 && widest >= 0; widest = widest(widths)) {
      widths[widest]--;
      surplus--;
    }
    return widths;
  }

  /** The column that gives way next; below zero when none can. */
  private int widest(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > columns.get(i).least() && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = fitted(cells.get(i), widths[i]);
      int blank = widths[i] - length(cell);
      line.append(i == 0 ? "" : GAP);
      line.repeat(' ', columns.get(i).right() ? blank : 0).append(cell);
      line.repeat(' ', columns.get(i).right() ? 0 : blank);
    }
    return line.toString().stripTrailing();
  }

  private static String fitted(String cell, int width) {
    if (width == 0) {
      return "";
    }
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
