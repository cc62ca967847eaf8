package dev.keeptrail.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table: the first column is text, the others are numbers. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
    List<String> rule = new ArrayList<>(Collections.nCopies(headings.length, "---:"));
    rule.set(0, "---");
    rows.add(rule);
  }

  void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of another width");
    }
    rows.add(List.of(cells));
  }

  String text() {
    var text = new StringBuilder();
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }
}
