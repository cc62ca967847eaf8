package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.Set;

/** Word lists: an entry is found when any of its spellings is found as profanity. */
public final class KeywordScorer implements Scorer<LabelledRow.Keyword, Boolean> {
  private static final Set<String> ROOTS = Set.of("profanity");

  private final Misses misses;
  private final Scanner scanner = Categories.scanner(Categories.under(ROOTS));
  private final Tally languages = new Tally();
  private final Tally severities = new Tally();

  public KeywordScorer(Misses misses) {
    this.misses = misses;
  }

  @Override
  public Class<LabelledRow.Keyword> rows() {
    return LabelledRow.Keyword.class;
  }

  @Override
  public Boolean judge(LabelledRow.Keyword row) {
    return row.spellings().stream()
        .anyMatch(spelling -> !Categories.findings(scanner, spelling).isEmpty());
  }

  @Override
  public void add(LabelledRow.Keyword row, Boolean found) {
    String language = row.language().isEmpty() ? "(not said)" : row.language();
    languages.add(row.set() + ", " + language, found);
    if (!row.severity().isEmpty()) {
      severities.add(row.set() + ", " + row.severity(), found);
    }
    if (!found) {
      misses.add(row.set() + " " + language, row.place(), "not found", row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (languages.shares().isEmpty()) {
      return;
    }
    Section section = report.section("Word lists");
    section.note(
        Categories.under(ROOTS).isEmpty()
            ? "No detector reports anything under `profanity`."
            : "Scanned for `profanity`, each entry by itself. Lists differ in taste; this says how"
                + " much of others' lists ours holds, not how well it judges a text.");
    section.table(table("By set and language", languages));
    section.table(table("By set and severity", severities));
    report.figure("keywords.recall", languages.sum().value());
  }

  private static Table table(String caption, Tally tally) {
    var table = new Table(caption, "", "entries", "found");
    tally
        .shares()
        .forEach((name, share) ->
            table.add(
                Cell.of(name), Cell.of(share.total()), Cell.share(share.hits(), share.total())));
    return table;
  }
}
