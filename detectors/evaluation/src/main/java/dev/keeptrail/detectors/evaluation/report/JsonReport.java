package dev.keeptrail.detectors.evaluation.report;

import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs: raw numbers, and of shares both parts and the interval. */
record JsonReport(Report report) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  String text() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode figures = root.putObject("figures");
    report.figures().forEach(figures::put);
    ArrayNode sections = root.putArray("sections");
    for (Section section : report.sections()) {
      ObjectNode node = sections.addObject().put("title", section.title());
      section.notes().forEach(node.putArray("notes")::add);
      ArrayNode tables = node.putArray("tables");
      section.tables().forEach(table -> write(table, tables.addObject()));
    }
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void write(Table table, ObjectNode node) {
    node.put("caption", table.caption());
    table.columns().forEach(node.putArray("columns")::add);
    ArrayNode rows = node.putArray("rows");
    for (List<Cell> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> write(cell, cells));
    }
  }

  private static void write(Cell cell, ArrayNode cells) {
    switch (cell) {
      case Cell.Words words -> cells.add(words.text());
      case Cell.Count count -> cells.add(count.value());
      case Cell.Measure number -> cells.add(number.value());
      case Cell.Nothing _ -> cells.addNull();
      case Cell.Share share -> {
        Interval interval = Interval.of(share.hits(), share.total());
        cells
            .addObject()
            .put("share", share.hits() / (double) share.total())
            .put("hits", share.hits())
            .put("total", share.total())
            .put("low", interval.low())
            .put("high", interval.high());
      }
    }
  }
}
