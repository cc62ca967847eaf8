package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Secrets: a row is found when there is a finding under {@code secret} anywhere in it. */
public final class SecretScorer implements Scorer<LabelledRow.Secret, List<String>> {
  private static final Set<String> ROOTS = Set.of("secret");

  private final Misses misses;
  private final Samples samples;
  private final Scanner scanner = Categories.scanner(Categories.under(ROOTS));
  private final Tally found = new Tally();
  private final Tally flagged = new Tally();
  private final Tally rules = new Tally();

  /** The rows of each rule that hold anything made by chance. */
  private final Tally random = new Tally();

  public SecretScorer(Misses misses, Samples samples) {
    this.misses = misses;
    this.samples = samples;
  }

  @Override
  public Class<LabelledRow.Secret> rows() {
    return LabelledRow.Secret.class;
  }

  @Override
  public List<String> judge(LabelledRow.Secret row) {
    return Categories.findings(scanner, row.text()).stream().map(Finding::category).toList();
  }

  @Override
  public void add(LabelledRow.Secret row, List<String> categories) {
    boolean any = !categories.isEmpty();
    if (row.secret()) {
      samples.offer(DisguiseReport.SECRETS, row.text());
      found.add(row.set(), any);
      rules.add(row.set() + " " + row.rule(), any);
      if (ChanceMade.in(row.text())) {
        random.add(row.set() + " " + row.rule(), any);
      }
    } else {
      flagged.add(row.set(), any);
    }
    if (any != row.secret()) {
      String what = any ? "found as " + categories.getFirst() : "not found";
      misses.add(row.set() + " " + row.rule(), row.place(), what, row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (found.shares().isEmpty() && flagged.shares().isEmpty()) {
      return;
    }
    Section section = report.section("Secrets");
    section.note(
        "Scanned for `secret`. Sets of rules disagree on what a secret is, so the share of rules of"
            + " which every positive row is found says more than the share of rows.");
    var table =
        new Table(
            "By set", "", "secrets found", "look-alikes flagged", "rules", "rules found whole");
    var sets = new TreeSet<>(found.shares().keySet());
    sets.addAll(flagged.shares().keySet());
    for (String set : sets) {
      long all =
          rules.shares().keySet().stream().filter(rule -> rule.startsWith(set + " ")).count();
      long whole =
          rules.shares().entrySet().stream()
              .filter(rule -> rule.getKey().startsWith(set + " "))
              .filter(rule -> rule.getValue().hits() == rule.getValue().total())
              .count();
      Tally.Share hits = found.of(set);
      Tally.Share alarms = flagged.of(set);
      table.add(
          Cell.of(set),
          Cell.share(hits.hits(), hits.total()),
          Cell.share(alarms.hits(), alarms.total()),
          Cell.of(all),
          Cell.plainShare(whole, all));
      report.figure("secrets." + set + ".recall", hits.hits(), hits.total());
      report.figure("secrets." + set + ".flagged", alarms.hits(), alarms.total());
    }
    section.table(table);
    report.figure("secrets.recall", found.sum().value());
    report.figure("secrets.flagged", flagged.sum().value());
    Tally.Share known = rules.sum(rule -> rules.of(rule).hits() > 0);
    report.figure("secrets.known_rules.recall", known.hits(), known.total());
    Tally.Share drawn = random.sum(rule -> rules.of(rule).hits() > 0);
    report.figure("secrets.known_rules.random_recall", drawn.hits(), drawn.total());
    section.note(
        "Of the %,d rows of rules of which any row is found, %,d hold something made by chance: a run"
                .formatted(known.total(), drawn.total())
            + " of letters and digits, with both, of which at least 8 characters neither count on"
            + " (`abcdef123`) nor repeat what stood up to 10 before. The others hold stand-ins, which"
            + " detectors leave alone on purpose, or words: of those, %.1f %% are found, of the former %.1f %%."
                .formatted(
                    100.0
                        * (known.hits() - drawn.hits())
                        / Math.max(1, known.total() - drawn.total()),
                    100.0 * drawn.hits() / Math.max(1, drawn.total())));
    section.table(missed());
  }

  private Table missed() {
    var table = new Table("Rules of which positive rows are missed", "", "rows", "found");
    rules
        .shares()
        .forEach((rule, share) -> {
          if (share.hits() < share.total()) {
            table.add(Cell.of(rule), Cell.of(share.total()), Cell.of(share.hits()));
          }
        });
    return table;
  }
}
