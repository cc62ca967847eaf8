package dev.keeptrail.detectors.evaluation.report;

import java.util.List;
import java.util.stream.IntStream;

/** A report for a terminal: columns in line, numbers to the right. */
record TextReport(Report report) {
  String text() {
    var text = new StringBuilder();
    for (Section section : report.sections()) {
      text.append("== ").append(section.title()).append('\n');
      section.notes().forEach(note -> text.append(note).append('\n'));
      for (Table table : section.tables()) {
        text.append('\n');
        append(table, text);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(Table table, StringBuilder text) {
    if (!table.caption().isEmpty()) {
      text.append(table.caption()).append('\n');
    }
    List<List<Cell>> rows = table.rows();
    int[] widths =
        IntStream.range(0, table.columns().size()).map(column -> width(table, column)).toArray();
    var heading = new StringBuilder("  ");
    for (int column = 0; column < widths.length; column++) {
      boolean right = Cells.isNumeric(rows.getFirst().get(column));
      heading.append(padded(table.columns().get(column), widths[column], right)).append("  ");
    }
    text.append(heading.toString().stripTrailing()).append('\n');
    for (List<Cell> row : rows) {
      var line = new StringBuilder("  ");
      for (int column = 0; column < widths.length; column++) {
        Cell cell = row.get(column);
        line.append(padded(Cells.text(cell), widths[column], Cells.isNumeric(cell))).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int width(Table table, int column) {
    int widest = table.columns().get(column).length();
    for (List<Cell> row : table.rows()) {
      widest = Math.max(widest, Cells.text(row.get(column)).length());
    }
    return widest;
  }

  private static String padded(String text, int width, boolean right) {
    String padding = " ".repeat(Math.max(0, width - text.length()));
    return right ? padding + text : text + padding;
  }
}
