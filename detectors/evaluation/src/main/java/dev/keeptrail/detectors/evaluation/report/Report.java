package dev.keeptrail.detectors.evaluation.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an evaluation came to. Beside the tables it keeps <em>figures</em>: single numbers under
 * dotted names, which goals and floors are held against. Filled by one thread.
 */
public final class Report {
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Double> figures = new TreeMap<>();

  public Section section(String title) {
    var section = new Section(title);
    sections.add(section);
    return section;
  }

  /** Puts a section before those that are there. */
  public Section firstSection(String title) {
    var section = new Section(title);
    sections.addFirst(section);
    return section;
  }

  /** Keeps a number under a name, unless it is none. */
  public void figure(String name, double value) {
    if (Double.isFinite(value)) {
      figures.put(name, value);
    }
  }

  /** Keeps a share under a name, unless it is one of nothing. */
  public void figure(String name, long hits, long total) {
    figure(name, hits / (double) total);
  }

  /** By name, sorted. */
  public Map<String, Double> figures() {
    return Collections.unmodifiableMap(figures);
  }

  List<Section> sections() {
    return List.copyOf(sections);
  }

  /** For a terminal. */
  public String toText() {
    return new TextReport(this).text();
  }

  /** For a page, without its title. */
  public String toMarkdown() {
    return new MarkdownReport(this).text();
  }

  /** For programs: {@code {figures: {name: value}, sections: [{title, notes, tables}]}}. */
  public String toJson() {
    return new JsonReport(this).text();
  }
}
