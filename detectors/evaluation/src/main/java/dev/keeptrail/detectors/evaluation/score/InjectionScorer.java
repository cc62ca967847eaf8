package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Prompt injection: a row's score is that of its strongest finding under {@code injection}. The
 * same scan looks for secrets, because benign texts are what false alarms of those are counted on.
 */
public final class InjectionScorer
    implements Scorer<LabelledRow.Injection, InjectionScorer.Outcome> {
  static final Set<String> ROOTS = Set.of("injection");

  private static final Set<String> SECRETS = Set.of("secret");

  private final Misses misses;
  private final Samples samples;
  private final List<Judged> judged = new ArrayList<>();
  private final Scanner scanner = scanner();

  public InjectionScorer(Misses misses, Samples samples) {
    this.misses = misses;
    this.samples = samples;
  }

  /** What one scan came to. */
  record Outcome(double score, boolean secret) {}

  /** What is kept of a row. */
  record Judged(
      String set,
      boolean attack,
      boolean bare,
      String language,
      String subtype,
      String split,
      int length,
      double score,
      boolean secret) {}

  private static Scanner scanner() {
    Set<String> wanted = Categories.under(ROOTS);
    wanted.addAll(Categories.under(SECRETS));
    return Categories.scanner(wanted);
  }

  @Override
  public Class<LabelledRow.Injection> rows() {
    return LabelledRow.Injection.class;
  }

  @Override
  public Outcome judge(LabelledRow.Injection row) {
    double score = 0;
    boolean secret = false;
    for (Finding finding : Categories.findings(scanner, row.text(), origin(row))) {
      if (Categories.covers(ROOTS, finding.category())) {
        score = Math.max(score, finding.score());
      } else {
        secret = true;
      }
    }
    return new Outcome(score, secret);
  }

  /** Detectors weigh where a text comes from, and some rows say it. */
  static Origin origin(LabelledRow.Injection row) {
    Source source =
        switch (row.subtype()) {
          case "tool" -> Source.TOOL_RESULT;
          case "tool-description" -> Source.TOOL_DEFINITION;
          case "external-email", "external-code", "document" -> Source.DOCUMENT;
          default -> Source.USER;
        };
    return Origin.of(source, 0);
  }

  @Override
  public void add(LabelledRow.Injection row, Outcome outcome) {
    judged.add(
        new Judged(
            row.set(),
            row.attack(),
            row.bare(),
            row.language(),
            row.subtype(),
            row.split(),
            row.text().length(),
            outcome.score(),
            outcome.secret()));
    samples.offer(row.attack() ? DisguiseReport.ATTACKS : ThroughputReport.BENIGN, row.text());
    if (row.attack() && outcome.score() == 0) {
      misses.add(row.set(), row.place(), "attack missed", row.text());
    } else if (!row.attack() && outcome.score() >= InjectionReport.DEFAULT) {
      misses.add(row.set(), row.place(), "benign flagged", row.text());
    }
    if (!row.attack() && outcome.secret()) {
      misses.add(row.set(), row.place(), "secret in benign text", row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (!judged.isEmpty()) {
      new InjectionReport(judged).addTo(report);
    }
  }
}
