package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Precision, recall and leak rate of one set of marked texts. */
record SpanReport(String set, SpanCounts counts, Set<String> categories) {
  /** Sets that the model of names was trained on, in whole or in part. */
  private static final Set<String> KNOWN =
      Set.of("pii-presidio-large", "pii-anon-fixed", "pii-meddocan-es", "ner-btc", "ner-wnut17");

  void addTo(Report report) {
    Section section = report.section("Personal data: " + set);
    section.note(
        "%,d texts, scanned for `%s`."
            .formatted(counts.rows(), String.join("`, `", Categories.shortest(categories))));
    if (KNOWN.contains(set)) {
      section.note(
          "**Not quotable** for names, organizations, locations and addresses: the model that finds"
              + " them was trained on texts of this very set. Its model card has the figures on unseen"
              + " text.");
    }
    var table =
        new Table(
            "By type",
            "type",
            "marked",
            "found",
            "P",
            "R",
            "F1",
            "F2",
            "P exact",
            "R exact",
            "P half",
            "R half",
            "leak rate");
    var total = new SpanCounts.Type();
    counts
        .types()
        .forEach((name, type) -> {
          if (type.marked > 0) {
            add(name, type, table, report);
            total.add(type);
          }
        });
    add("all types looked for", total, table, report);
    section.table(table);
    long unknown = counts.unknown().values().stream().mapToLong(Long::longValue).sum();
    var everything =
        new Table("All marked types, looked for or not", "", "marked", "P", "R", "F1", "F2");
    double precision = total.foundOverlap / (double) total.found;
    double recall = total.overlap / (double) (total.marked + unknown);
    everything.add(
        Cell.of("any overlap"),
        Cell.of(total.marked + unknown),
        Cell.ratio(precision),
        Cell.ratio(recall),
        Cell.ratio(f(1, precision, recall)),
        Cell.ratio(f(2, precision, recall)));
    section.table(everything);
    report.figure(figure("everything.precision"), precision);
    report.figure(figure("everything.recall"), recall);
    leak(section, report);
    unlabelled(section);
  }

  private void leak(Section section, Report report) {
    section.note(
        "Leak rate: the share of marked characters that no finding covers, and that would pass a"
            + " policy that redacts. Over all marked types: %.1f %%."
                .formatted(100.0 * counts.leakedCharacters() / counts.markedCharacters()));
    report.figure(figure("leak"), counts.leakedCharacters(), counts.markedCharacters());
    if (!counts.unknown().isEmpty()) {
      section.note(
          "Marked, and not looked for by any detector: "
              + counts.unknown().entrySet().stream()
                  .map(entry -> "`%s` %,d".formatted(entry.getKey(), entry.getValue()))
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void unlabelled(Section section) {
    String found =
        counts.types().entrySet().stream()
            .filter(entry -> entry.getValue().marked == 0)
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue().found))
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      section.note("Found, of types this set never marks, and not counted: " + found + ".");
    }
  }

  private void add(String name, SpanCounts.Type type, Table table, Report report) {
    double precision = type.foundOverlap / (double) type.found;
    double recall = type.overlap / (double) type.marked;
    table.add(
        Cell.of(name),
        Cell.of(type.marked),
        Cell.of(type.found),
        Cell.ratio(precision),
        Cell.ratio(recall),
        Cell.ratio(f(1, precision, recall)),
        Cell.ratio(f(2, precision, recall)),
        Cell.ratio(type.foundExact / (double) type.found),
        Cell.ratio(type.exact / (double) type.marked),
        Cell.ratio(type.foundHalf / (double) type.found),
        Cell.ratio(type.half / (double) type.marked),
        Cell.plainShare(type.leaked, type.characters));
    String key = name.equals("all types looked for") ? "all" : name;
    report.figure(figure(key + ".precision"), precision);
    report.figure(figure(key + ".recall"), recall);
    report.figure(figure(key + ".f1"), f(1, precision, recall));
  }

  private String figure(String name) {
    return "pii." + set + "." + name;
  }

  private static double f(double beta, double precision, double recall) {
    double square = beta * beta;
    double sum = square * precision + recall;
    return sum == 0 ? 0 : (1 + square) * precision * recall / sum;
  }

  /** All types looked for, by language. */
  static void languages(Map<String, SpanCounts> byLanguage, Report report) {
    var table =
        new Table(
            "Any overlap, all types looked for",
            "set, language",
            "texts",
            "marked",
            "P",
            "R",
            "F1",
            "leak rate");
    byLanguage.forEach((name, counts) -> {
      var total = new SpanCounts.Type();
      counts.types().values().stream().filter(type -> type.marked > 0).forEach(total::add);
      double precision = total.foundOverlap / (double) total.found;
      double recall = total.overlap / (double) total.marked;
      table.add(
          Cell.of(name),
          Cell.of(counts.rows()),
          Cell.of(total.marked),
          Cell.ratio(precision),
          Cell.ratio(recall),
          Cell.ratio(f(1, precision, recall)),
          Cell.plainShare(counts.leakedCharacters(), counts.markedCharacters()));
    });
    report.section("Personal data by language").table(table);
  }
}
