package dev.keeptrail.detectors.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under named columns; the first column names the row. */
public final class Table {
  private final String caption;
  private final List<String> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(String caption, String... columns) {
    this.caption = caption;
    this.columns = List.of(columns);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has not one cell for each column
   */
  public Table add(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row of another width");
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  String caption() {
    return caption;
  }

  List<String> columns() {
    return columns;
  }

  List<List<Cell>> rows() {
    return List.copyOf(rows);
  }
}
