package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Expectation;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Span;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Values and sentences of one recogniser. A bare value counts as accepted when all of it is found
 * as that kind of value, either as it stands or after a label as a form would have it; detectors
 * ask for words beside values that could be any number. A sentence must have findings where the row
 * says, or none of that kind.
 */
public final class CaseScorer implements Scorer<LabelledRow.Case, CaseScorer.Outcome> {
  private static final Set<String> FRAMES = Set.of("()", "[]", "\"\"", "''", "<>");

  private final Misses misses;
  private final Map<List<String>, Scanner> scanners = new ConcurrentHashMap<>();
  private final Tally alone = new Tally();
  private final Tally accepted = new Tally();
  private final Tally refused = new Tally();
  private final Tally present = new Tally();
  private final Tally absent = new Tally();
  private final Map<String, Long> unclaimed = new TreeMap<>();
  private long elsewhere;

  public CaseScorer(Misses misses) {
    this.misses = misses;
  }

  /** How a row came out. */
  enum Outcome {
    /** Nobody looks for such values. */
    UNCLAIMED,
    /** Invalid in one country, and perhaps valid in another. */
    OTHER_COUNTRIES,
    /** Nothing of that kind was found. */
    NOTHING,
    /** Found, only after a label. */
    LABELLED,
    /** Found as it stands. */
    FOUND
  }

  @Override
  public Class<LabelledRow.Case> rows() {
    return LabelledRow.Case.class;
  }

  @Override
  public Outcome judge(LabelledRow.Case row) {
    Recogniser recogniser = Recogniser.of(row.recogniser());
    if (recogniser == null || !recogniser.isClaimed()) {
      return Outcome.UNCLAIMED;
    }
    if (row.expectation() instanceof Expectation.Value(boolean valid)
        && !valid
        && !Recogniser.refuses(row.recogniser())) {
      return Outcome.OTHER_COUNTRIES;
    }
    Scanner scanner =
        scanners.computeIfAbsent(
            recogniser.roots(), roots -> Categories.scanner(Categories.under(roots)));
    return switch (row.expectation()) {
      case Expectation.Value _ -> value(row.text(), recogniser, scanner);
      case Expectation.Present wanted -> present(row.text(), wanted.spans(), scanner);
      case Expectation.Absent _ ->
          isFound(row.text(), scanner, _ -> true) ? Outcome.FOUND : Outcome.NOTHING;
    };
  }

  private static Outcome value(String text, Recogniser recogniser, Scanner scanner) {
    String value = bare(text.strip());
    if (isFound(value, scanner, finding -> covers(finding, 0, value.length()))) {
      return Outcome.FOUND;
    }
    int start = recogniser.label().length() + 2;
    String labelled = recogniser.label() + ": " + value;
    return isFound(labelled, scanner, finding -> covers(finding, start, start + value.length()))
        ? Outcome.LABELLED
        : Outcome.NOTHING;
  }

  /** Without brackets or quotes around all of it. */
  private static String bare(String text) {
    int last = text.length() - 1;
    boolean framed = last > 1 && FRAMES.contains(text.substring(0, 1) + text.charAt(last));
    return framed ? text.substring(1, last).strip() : text;
  }

  private static Outcome present(String text, List<Span> spans, Scanner scanner) {
    List<Finding> findings = Categories.findings(scanner, text);
    boolean all =
        spans.isEmpty()
            ? !findings.isEmpty()
            : spans.stream()
                .allMatch(span -> findings.stream().anyMatch(finding -> meets(finding, span)));
    return all ? Outcome.FOUND : Outcome.NOTHING;
  }

  private static boolean isFound(String text, Scanner scanner, Predicate<Finding> wanted) {
    return Categories.findings(scanner, text).stream().anyMatch(wanted);
  }

  private static boolean covers(Finding finding, int start, int end) {
    return finding.start() <= start && finding.end() >= end;
  }

  private static boolean meets(Finding finding, Span span) {
    return finding.start() < span.end() && finding.end() > span.start();
  }

  @Override
  public void add(LabelledRow.Case row, Outcome outcome) {
    String name = row.set() + " " + row.recogniser();
    if (outcome == Outcome.UNCLAIMED) {
      unclaimed.merge(row.set() + " " + row.recogniser(), 1L, Long::sum);
      return;
    }
    if (outcome == Outcome.OTHER_COUNTRIES) {
      elsewhere++;
      return;
    }
    boolean found = outcome != Outcome.NOTHING;
    boolean right =
        switch (row.expectation()) {
          case Expectation.Value value -> {
            if (value.valid()) {
              alone.add(name, outcome == Outcome.FOUND);
              accepted.add(name, found);
            } else {
              refused.add(name, !found);
            }
            yield found == value.valid();
          }
          case Expectation.Present _ -> {
            present.add(name, found);
            yield found;
          }
          case Expectation.Absent _ -> {
            absent.add(name, !found);
            yield !found;
          }
        };
    if (!right) {
      misses.add(name, row.place(), found ? "wrongly found" : "not found", row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (accepted.shares().isEmpty() && present.shares().isEmpty() && unclaimed.isEmpty()) {
      return;
    }
    Section section = report.section("Values and sentences of single recognisers");
    section.note(
        "Valid values found as they stand, and as they stand or after a label; invalid ones not"
            + " found; sentences in which what must be found is found, and what must not is not.");
    columns().forEach((column, tally) -> report.figure("cases." + column, tally.sum().value()));
    section.table(sets(report));
    section.table(recognisers());
    if (elsewhere > 0) {
      section.note(
          "%,d values that are invalid in one country are not counted, because they may be valid in another that the same detector knows."
              .formatted(elsewhere));
    }
    if (!unclaimed.isEmpty()) {
      section.note(
          "%,d rows are about %d recognisers that nobody here claims to have."
              .formatted(
                  unclaimed.values().stream().mapToLong(Long::longValue).sum(), unclaimed.size()));
    }
  }

  private Table sets(Report report) {
    var table = table("By set");
    var sets = new TreeSet<String>();
    columns()
        .values()
        .forEach(tally -> tally.shares().keySet().forEach(name -> sets.add(set(name))));
    for (String set : sets) {
      var cells = new ArrayList<Cell>(List.of(Cell.of(set)));
      columns()
          .forEach((column, tally) -> {
            Tally.Share share = tally.sum(name -> set(name).equals(set));
            cells.add(Cell.share(share.hits(), share.total()));
            report.figure("cases." + set + "." + column, share.hits(), share.total());
          });
      table.add(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private Map<String, Tally> columns() {
    var columns = new LinkedHashMap<String, Tally>();
    columns.put("alone", alone);
    columns.put("accepted", accepted);
    columns.put("refused", refused);
    columns.put("present", present);
    columns.put("absent", absent);
    return columns;
  }

  private static String set(String name) {
    return name.substring(0, name.indexOf(' '));
  }

  private Table recognisers() {
    var table = table("By recogniser, those that are not always right");
    var names = new TreeSet<String>();
    columns().values().forEach(tally -> names.addAll(tally.shares().keySet()));
    names.removeIf(this::isAlwaysRight);
    for (String name : names) {
      var cells = new ArrayList<Cell>(List.of(Cell.of(name)));
      columns().values().forEach(tally -> cells.add(cell(tally, name)));
      table.add(cells.toArray(Cell[]::new));
    }
    return table;
  }

  private boolean isAlwaysRight(String name) {
    return List.of(accepted, refused, present, absent).stream()
        .map(tally -> tally.of(name))
        .allMatch(share -> share.hits() == share.total());
  }

  private static Cell cell(Tally tally, String name) {
    Tally.Share share = tally.of(name);
    return share.total() == 0
        ? new Cell.Nothing()
        : Cell.of("%d/%d".formatted(share.hits(), share.total()));
  }

  private static Table table(String caption) {
    return new Table(caption, "", "found alone", "accepted", "refused", "present", "absent");
  }
}
