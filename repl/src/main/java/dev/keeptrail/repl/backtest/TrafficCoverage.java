package dev.keeptrail.repl.backtest;

import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules of a pack fire in recorded traffic.
 *
 * @param rules in chain order, those of kinds too
 * @param notReplayable how many exchanges could not be judged, by what it would take
 * @param partial whether somebody stopped it
 */
public record TrafficCoverage(
    PackName pack,
    long exchanges,
    List<RuleUse> rules,
    SortedMap<String, Long> notReplayable,
    boolean partial) {
  public TrafficCoverage {
    rules = List.copyOf(rules);
    notReplayable = Collections.unmodifiableSortedMap(new TreeMap<>(notReplayable));
  }

  /**
   * A rule.
   *
   * @param rule where the place is empty for rules that their kind brings
   * @param exchanges in how many it fired
   * @param example the smallest id of them; null when there is none
   */
  public record RuleUse(RuleRef rule, long exchanges, @Nullable String example) {}

  public List<RuleUse> neverFired() {
    return rules.stream().filter(use -> use.exchanges() == 0).toList();
  }

  public long judged() {
    return exchanges - notReplayable.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of rules that fired, 0 to 100; 100 where there are none. */
  public double percent() {
    return rules.isEmpty() ? 100 : 100.0 * (rules.size() - neverFired().size()) / rules.size();
  }
}
