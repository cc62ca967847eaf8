package dev.keeptrail.detectors.evaluation.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown, sections from the second level on. */
record MarkdownReport(Report report) {
  String text() {
    var text = new StringBuilder();
    for (Section section : report.sections()) {
      text.append("\n## ").append(section.title()).append('\n');
      section.notes().forEach(note -> text.append('\n').append(note).append('\n'));
      section.tables().forEach(table -> append(table, text));
    }
    return text.toString();
  }

  private static void append(Table table, StringBuilder text) {
    text.append('\n');
    if (!table.caption().isEmpty()) {
      text.append("**").append(table.caption()).append("**\n\n");
    }
    text.append("| ").append(String.join(" | ", table.columns())).append(" |\n|");
    for (Cell cell : table.rows().getFirst()) {
      text.append(Cells.isNumeric(cell) ? " ---: |" : " --- |");
    }
    text.append('\n');
    for (List<Cell> row : table.rows()) {
      text.append("| ")
          .append(row.stream().map(MarkdownReport::cell).collect(Collectors.joining(" | ")))
          .append(" |\n");
    }
  }

  private static String cell(Cell cell) {
    return Cells.text(cell).replace("|", "\\|").replace("\n", " ");
  }
}
