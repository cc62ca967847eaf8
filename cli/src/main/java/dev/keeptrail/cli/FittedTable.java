package dev.keeptrail.cli;

import dev.keeptrail.ledger.PrintableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose lines fit the terminal, as far as that goes: columns are as wide as what is in
 * them, those that may be cut give way, the widest first, and where that is not enough, those that
 * can be spared are left out. Without a terminal nothing is cut. Nothing in a cell reaches the
 * terminal unescaped.
 */
final class FittedTable {
  private static final String GAP = "  ";
  private static final String COLUMNS = "COLUMNS";
  private static final int TERMINAL_WIDTH = 120;
  private static final int ENDLESS = 100_000;

  /** Where lines may be of any length, cells that are longer than this only move their own line. */
  private static final int MOST_ALIGNED = 64;

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
   * @param spared when it is left out: the lowest first, {@link #ENDLESS} never
   */
  record Column(String title, int least, boolean right, int spared) {
    /** For what is copied, or says little when it is cut. */
    static Column whole(String title) {
      return new Column(title, ENDLESS, false, ENDLESS);
    }

    static Column number(String title) {
      return new Column(title, ENDLESS, true, ENDLESS);
    }

    static Column ornament() {
      return new Column("", 0, false, 0);
    }

    /** Cut where there is no room for it, to {@code least} characters at the least. */
    static Column text(String title, int least) {
      return new Column(title, least, false, ENDLESS);
    }

    /** Left out where there is no room for it, after those of a lower {@code turn}. */
    Column spared(int turn) {
      return new Column(title, least, right, turn);
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

  /**
   * Prints it.
   *
   * @param none what is said, away from the results, where there is no row
   */
  void print(Invocation invocation, String none) {
    if (rows.isEmpty()) {
      invocation.note(none);
      return;
    }
    int room = width(invocation, ENDLESS);
    int[] widths = widths(room);
    invocation.out().println(line(columns.stream().map(Column::title).toList(), widths, room));
    rows.forEach(row -> invocation.out().println(line(row, widths, room)));
  }

  private int[] widths(int room) {
    int[] needed = columns.stream().mapToInt(column -> length(column.title())).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < needed.length; i++) {
        int length = length(row.get(i));
        boolean aligned = room < ENDLESS || length <= MOST_ALIGNED || !canBeCut(i);
        needed[i] = aligned ? Math.max(needed[i], length) : needed[i];
      }
    }
    leaveOutOrnaments(needed, room);
    int[] widths = narrowed(needed, room);
    for (int next = spared(needed); taken(widths) > room && next >= 0; next = spared(needed)) {
      needed[next] = 0;
      widths = narrowed(needed, room);
    }
    return widths;
  }

  private void leaveOutOrnaments(int[] needed, int room) {
    for (int i = 0; i < needed.length && taken(needed) > room; i++) {
      if (columns.get(i).least() == 0) {
        needed[i] = 0;
      }
    }
  }

  private int[] narrowed(int[] needed, int room) {
    int[] widths = needed.clone();
    int surplus = taken(widths) - room;
    for (int widest = widest(widths); surplus > 0 && widest >= 0; widest = widest(widths)) {
      widths[widest]--;
      surplus--;
    }
    return widths;
  }

  /** How long a line is; columns without a width are not there. */
  private static int taken(int[] widths) {
    return Arrays.stream(widths).filter(width -> width > 0).map(width -> width + GAP.length()).sum()
        - GAP.length();
  }

  /** The column that is left out next; below zero when none can. */
  private int spared(int[] widths) {
    int first = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean can = widths[i] > 0 && columns.get(i).spared() < ENDLESS;
      if (can && (first < 0 || columns.get(i).spared() < columns.get(first).spared())) {
        first = i;
      }
    }
    return first;
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

  private boolean canBeCut(int column) {
    return columns.get(column).least() > 0 && columns.get(column).least() < ENDLESS;
  }

  private String line(List<String> cells, int[] widths, int room) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      String cell = room < ENDLESS ? fitted(cells.get(i), widths[i]) : cells.get(i);
      int blank = Math.max(0, widths[i] - length(cell));
      line.append(line.isEmpty() ? "" : GAP);
      line.repeat(' ', columns.get(i).right() ? blank : 0).append(cell);
      line.repeat(' ', columns.get(i).right() ? 0 : blank);
    }
    return line.toString().stripTrailing();
  }

  private static String fitted(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
