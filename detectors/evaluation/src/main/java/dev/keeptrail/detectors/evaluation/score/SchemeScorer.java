package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Expectation;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Table;
import dev.keeptrail.detectors.identity.IdentitySchemes;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values of national, tax and passport numbers against the scheme that the row names by country and
 * scheme: does the scheme take the valid ones, and refuse the others? What stands around a number
 * in a text plays no part.
 */
public final class SchemeScorer implements Scorer<LabelledRow.Case, SchemeScorer.Verdict> {
  private static final Set<String> SCHEMES = IdentitySchemes.ids();

  private final Misses misses;
  private final Tally accepted = new Tally();
  private final Tally refused = new Tally();

  public SchemeScorer(Misses misses) {
    this.misses = misses;
  }

  /** What a scheme says of a value. */
  enum Verdict {
    NO_SCHEME,
    REFUSED,
    ACCEPTED
  }

  @Override
  public Class<LabelledRow.Case> rows() {
    return LabelledRow.Case.class;
  }

  @Override
  public Verdict judge(LabelledRow.Case row) {
    String scheme = row.recogniser().replace('.', '_');
    if (!(row.expectation() instanceof Expectation.Value) || !SCHEMES.contains(scheme)) {
      return Verdict.NO_SCHEME;
    }
    return IdentitySchemes.accepts(scheme, row.text()) ? Verdict.ACCEPTED : Verdict.REFUSED;
  }

  @Override
  public void add(LabelledRow.Case row, Verdict verdict) {
    if (verdict == Verdict.NO_SCHEME || !(row.expectation() instanceof Expectation.Value value)) {
      return;
    }
    boolean taken = verdict == Verdict.ACCEPTED;
    if (value.valid()) {
      accepted.add(row.recogniser(), taken);
    } else {
      refused.add(row.recogniser(), !taken);
    }
    if (taken != value.valid()) {
      String what = taken ? "wrongly accepted" : "wrongly refused";
      misses.add("scheme " + row.recogniser(), row.place(), what, row.text());
    }
  }

  @Override
  public void report(Report report) {
    if (accepted.shares().isEmpty() && refused.shares().isEmpty()) {
      return;
    }
    var table = new Table("", "", "valid accepted", "invalid refused");
    var names = new TreeSet<>(accepted.shares().keySet());
    names.addAll(refused.shares().keySet());
    for (String name : names) {
      table.add(Cell.of(name), part(accepted.of(name)), part(refused.of(name)));
    }
    Tally.Share valid = accepted.sum();
    Tally.Share invalid = refused.sum();
    table.add(
        Cell.of("all"),
        Cell.share(valid.hits(), valid.total()),
        Cell.share(invalid.hits(), invalid.total()));
    report.figure("schemes.accepted", valid.value());
    report.figure("schemes.refused", invalid.value());
    report
        .section("Schemes of identity numbers")
        .note("The value alone against the scheme of its country, without a text around it.")
        .table(table);
  }

  private static Cell part(Tally.Share share) {
    return share.total() == 0
        ? new Cell.Nothing()
        : Cell.of("%d/%d".formatted(share.hits(), share.total()));
  }
}
