package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow.Span;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Holds the findings in one text against what is marked there. */
final class SpanJudge {
  private final LabelledRow.Spans row;
  private final List<Finding> findings;
  private final List<Span> marked;

  SpanJudge(LabelledRow.Spans row, List<Finding> findings) {
    this.row = row;
    this.findings = findings;
    this.marked = row.spans().stream().sorted(Comparator.comparingInt(Span::start)).toList();
  }

  void count(SpanCounts counts) {
    var covered = new BitSet();
    findings.forEach(finding -> covered.set(finding.start(), finding.end()));
    var personal = new BitSet();
    for (Span span : marked) {
      personal.set(span.start(), span.end());
      PersonalType type = PersonalType.of(span.type());
      if (type == null || !type.isClaimed()) {
        counts.unknown(span.type());
      } else {
        countMarked(span, type, covered, counts);
      }
    }
    findings.forEach(finding -> countFound(finding, counts));
    long characters = personal.cardinality();
    personal.andNot(covered);
    counts.row(characters, personal.cardinality());
  }

  private void countMarked(Span span, PersonalType type, BitSet covered, SpanCounts counts) {
    SpanCounts.Type count = counts.type(type.name());
    double best = 0;
    for (Finding finding : findings) {
      if (type.accepts(finding.category())) {
        best = Math.max(best, agreement(span, finding));
      }
    }
    count.marked++;
    count.exact += best == 1 ? 1 : 0;
    count.half += best >= 0.5 ? 1 : 0;
    count.overlap += best > 0 ? 1 : 0;
    count.characters += span.end() - span.start();
    count.leaked += span.end() - span.start() - covered.get(span.start(), span.end()).cardinality();
    if (best == 0) {
      counts.note(new SpanCounts.Note(type.name(), "not found", around(span.start(), span.end())));
    }
  }

  private void countFound(Finding finding, SpanCounts counts) {
    String claimed = PersonalType.claiming(finding.category());
    SpanCounts.Type count = counts.type(claimed);
    double best = 0;
    for (Span span : marked) {
      PersonalType type = PersonalType.of(span.type());
      if (type != null && type.accepts(finding.category())) {
        best = Math.max(best, agreement(span, finding));
      }
    }
    count.found++;
    count.foundExact += best == 1 ? 1 : 0;
    count.foundHalf += best >= 0.5 ? 1 : 0;
    count.foundOverlap += best > 0 ? 1 : 0;
    if (best == 0) {
      counts.note(
          new SpanCounts.Note(
              claimed,
              "found as " + finding.category() + " where it is not marked",
              around(finding.start(), finding.end())));
    }
  }

  /** Common characters as a share of all characters of both; 1 for the same range. */
  private static double agreement(Span span, Finding finding) {
    int common = Math.min(span.end(), finding.end()) - Math.max(span.start(), finding.start());
    int all = Math.max(span.end(), finding.end()) - Math.min(span.start(), finding.start());
    return common <= 0 ? 0 : common / (double) all;
  }

  private String around(int start, int end) {
    String text = row.text();
    return text.substring(Math.max(0, start - 40), start)
        + "[["
        + text.substring(start, end)
        + "]]"
        + text.substring(end, Math.min(text.length(), end + 30));
  }
}
