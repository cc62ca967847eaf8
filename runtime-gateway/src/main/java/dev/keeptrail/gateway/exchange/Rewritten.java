package dev.keeptrail.gateway.exchange;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether texts that an author's rules have rewritten say something now that policies mind and that
 * was not there before: whoever knows the rules could have what they take out put together again.
 * What stands in the author's own words, or in a marker, is nobody's secret.
 */
final class Rewritten {
  private final List<String> made;
  private final Set<String> known = new HashSet<>();

  /**
   * What was there before.
   *
   * @param segments the texts that were decided on
   */
  Rewritten(PhaseDecision before, List<Segment> segments) {
    this.made = before.redactions().stream().map(Redaction::marker).toList();
    before.findings().forEach(finding -> known.add(name(finding, segments)));
  }

  /** Whether rules have rewritten anything. */
  static boolean is(PhaseDecision decision) {
    return decision.redactions().stream().anyMatch(Rewritten::isRewrite);
  }

  /**
   * Whether policies act on something new.
   *
   * @param segments the texts as they stand now
   */
  boolean reveals(PhaseDecision after, List<Segment> segments) {
    List<Finding> fresh =
        after.findings().stream().filter(finding -> isNew(finding, segments)).toList();
    if (fresh.isEmpty()) {
      return false;
    }
    boolean refused = after.verdict() == Verdict.BLOCK || after.verdict() == Verdict.ESCALATE;
    return refused
        || after.redactions().stream()
            .filter(Predicate.not(Rewritten::isRewrite))
            .anyMatch(edit -> fresh.stream().anyMatch(finding -> touches(edit, finding)));
  }

  private static boolean isRewrite(Redaction edit) {
    return edit.format().equals(Redaction.REWRITE);
  }

  private boolean isNew(Finding finding, List<Segment> segments) {
    String text = text(finding, segments);
    return made.stream().noneMatch(marker -> marker.contains(text))
        && !known.contains(name(finding, segments));
  }

  private static boolean touches(Redaction edit, Finding finding) {
    return edit.segment() == finding.segment()
        && edit.start() < finding.end()
        && finding.start() < edit.end();
  }

  private static String name(Finding finding, List<Segment> segments) {
    return finding.category() + '\n' + text(finding, segments);
  }

  private static String text(Finding finding, List<Segment> segments) {
    return segments.get(finding.segment()).text().substring(finding.start(), finding.end());
  }
}
