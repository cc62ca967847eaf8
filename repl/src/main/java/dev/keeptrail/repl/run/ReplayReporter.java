package dev.keeptrail.repl.run;

import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a report of what was added up: names packs and rules. The packs stay the caller's. */
record ReplayReporter(ReplayPack candidate, @Nullable ReplayPack baseline, Replay.Options options) {
  private static final int MAX_RULES = 50;

  /**
   * The report.
   *
   * @param partial whether there is more that was not judged
   */
  ReplayReport report(Tally all, boolean partial) {
    Map<String, List<Group>> groups = new LinkedHashMap<>();
    all.groups().forEach((dimension, counted) -> groups.put(dimension, counted.groups()));
    return new ReplayReport(
        candidate.name(),
        baseline == null ? null : baseline.name(),
        options.findings(),
        options.prices(),
        partial,
        all.events(),
        all.counts(),
        all.transitions(),
        all.notReplayable().groups(),
        groups,
        rules(all),
        all.totals(),
        all.flips(),
        all.results());
  }

  private List<RuleGroup> rules(Tally all) {
    List<RuleGroup> groups = new ArrayList<>();
    all.ruleEvents()
        .forEach((pair, events) -> {
          var before = pair.baseline();
          var after = pair.candidate();
          ReplayPack other = baseline;
          groups.add(
              new RuleGroup(
                  before == null
                      ? null
                      : other == null ? ReplayPack.unplaced(before) : other.rule(before),
                  after == null ? null : candidate.rule(after),
                  events,
                  all.ruleExamples(pair)));
        });
    groups.sort(
        Comparator.comparingLong(RuleGroup::events)
            .reversed()
            .thenComparing(group -> String.valueOf(group.baseline()))
            .thenComparing(group -> String.valueOf(group.candidate())));
    return groups.stream().limit(MAX_RULES).toList();
  }
}
