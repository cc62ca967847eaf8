package dev.keeptrail.repl.backtest;

import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules of a pack fire in recorded traffic, and in exchanges that were saved as its tests.
 *
 * @param savedTests how many exchanges are tests of the pack
 * @param judgedTests how many of those could be judged
 * @param rules in chain order, those of kinds too
 * @param notReplayable how many exchanges could not be judged, by what it would take
 * @param partial whether somebody stopped it
 */
public record TrafficCoverage(
    PackName pack,
    long exchanges,
    long savedTests,
    long judgedTests,
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
   * @param tests in how many saved tests it fired
   * @param exampleTest the smallest name of them; null when there is none
   */
  public record RuleUse(
      RuleRef rule,
      long exchanges,
      @Nullable String example,
      long tests,
      @Nullable String exampleTest) {
    public boolean fired() {
      return exchanges + tests > 0;
    }
  }

  public List<RuleUse> neverFired() {
    return rules.stream().filter(use -> !use.fired()).toList();
  }

  public long judged() {
    return exchanges - notReplayable.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of rules that fired, 0 to 100; 100 where there are none. */
  public double percent() {
    return rules.isEmpty() ? 100 : 100.0 * (rules.size() - neverFired().size()) / rules.size();
  }
}
