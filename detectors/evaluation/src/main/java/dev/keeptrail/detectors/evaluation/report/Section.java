package dev.keeptrail.detectors.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** A titled part of a report: what was done, in sentences, and what came out, in tables. */
public final class Section {
  private final String title;
  private final List<String> notes = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();

  Section(String title) {
    this.title = title;
  }

  public Section note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** Adds a table, unless it has no rows. */
  public Section table(Table table) {
    if (!table.isEmpty()) {
      tables.add(table);
    }
    return this;
  }

  String title() {
    return title;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<Table> tables() {
    return List.copyOf(tables);
  }
}
