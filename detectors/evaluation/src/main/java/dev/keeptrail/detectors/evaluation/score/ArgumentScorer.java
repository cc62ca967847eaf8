package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tool arguments: a row is scanned as the value of a parameter of the kind it declares or its label
 * suggests, and is found when there is a finding under {@code tool}.
 */
public final class ArgumentScorer implements Scorer<LabelledRow.Argument, List<String>> {
  private static final Set<String> ROOTS = Set.of("tool");

  private final Misses misses;
  private final Scanner scanner = Categories.scanner(Categories.under(ROOTS));
  private final Tally sets = new Tally();
  private final Tally found = new Tally();
  private final Tally flagged = new Tally();

  public ArgumentScorer(Misses misses) {
    this.misses = misses;
  }

  @Override
  public Class<LabelledRow.Argument> rows() {
    return LabelledRow.Argument.class;
  }

  @Override
  public List<String> judge(LabelledRow.Argument row) {
    var parameter = new Parameter("tool", "/value", row.parameter());
    return Categories.findings(scanner, row.text(), new Origin(Source.TOOL_ARGUMENTS, 0, parameter))
        .stream()
        .map(Finding::category)
        .toList();
  }

  @Override
  public void add(LabelledRow.Argument row, List<String> categories) {
    boolean any = !categories.isEmpty();
    String parameter = row.parameter().name().toLowerCase(Locale.ROOT);
    String kind = row.set() + " " + row.kind() + " (" + parameter + ")";
    if (row.attack()) {
      found.add(kind, any);
      sets.add(row.set(), any);
    } else {
      flagged.add(kind, any);
    }
    if (any != row.attack()) {
      String what = any ? "found as " + categories.getFirst() : "not found";
      misses.add(kind, row.place(), what, row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (found.shares().isEmpty() && flagged.shares().isEmpty()) {
      return;
    }
    Section section = report.section("Tool arguments");
    Set<String> categories = Categories.under(ROOTS);
    section.note(
        categories.isEmpty()
            ? "No detector reports anything under `tool`."
            : "Scanned for `tool`; in parentheses, the kind of parameter a row was scanned as.");
    section.table(table("Attacks found", found));
    section.table(table("Legitimate values flagged", flagged));
    report.figure("tool.macro_recall", sets.mean());
    report.figure("tool.macro_recall_by_kind", found.mean());
    report.figure("tool.false_alarms", flagged.sum().value());
    sets.shares().forEach((set, share) -> report.figure("tool.recall." + set, share.value()));
  }

  private static Table table(String caption, Tally tally) {
    var table = new Table(caption, "", "rows", "share");
    tally
        .shares()
        .forEach((name, share) ->
            table.add(
                Cell.of(name), Cell.of(share.total()), Cell.share(share.hits(), share.total())));
    Tally.Share all = tally.sum();
    if (all.total() > 0) {
      table.add(Cell.of("all"), Cell.of(all.total()), Cell.share(all.hits(), all.total()));
    }
    return table;
  }
}
