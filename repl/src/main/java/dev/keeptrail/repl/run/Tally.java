package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedDecision.Fired;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.compare.Divergence;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.report.MultisetDigest;
import dev.keeptrail.repl.report.ReplayReport.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what became of exchanges. What it comes to does not depend on their order, nor on which
 * of several tallies, added up at the end, each of them went into. One thread.
 */
final class Tally {
  private static final int RULE_EXAMPLES = 3;
  private static final int NANO_DIGITS = 9;

  private final Map<Change, Long> counts = new EnumMap<>(Change.class);
  private final Map<String, Long> transitions = new TreeMap<>();
  private final Counted notReplayable = new Counted();
  private final Map<String, Counted> groups = new LinkedHashMap<>();
  private final Map<RulePair, Smallest<String>> rules = new HashMap<>();
  private final Map<RulePair, Long> ruleEvents = new HashMap<>();
  private final KeptFlips flips;
  private MultisetDigest results = new MultisetDigest();
  private long events;
  // WHY: whole billionths of a dollar, because sums of fractions depend on the order.
  private long recordedNanos;
  private long savedNanos;
  private long newlyAsked;
  private long openEnds;
  private long faults;

  /** The rules at which two traces part; null where nothing more fired on a side. */
  record RulePair(Trial.@Nullable Step baseline, Trial.@Nullable Step candidate) {}

  Tally(int maxFlips) {
    this.flips = new KeptFlips(maxFlips);
    for (String dimension : List.of("policy", "reason", "model", "user")) {
      groups.put(dimension, new Counted());
    }
  }

  /** All it knows. */
  TallyState state() {
    Map<String, Long> changes = new TreeMap<>();
    counts.forEach((change, count) -> changes.put(change.word(), count));
    Map<String, Map<String, TallyState.Row>> named = new LinkedHashMap<>();
    groups.forEach((dimension, counted) -> named.put(dimension, counted.state()));
    List<TallyState.Pair> pairs = new ArrayList<>();
    ruleEvents.forEach((pair, count) ->
        pairs.add(
            new TallyState.Pair(
                fired(pair.baseline()), fired(pair.candidate()), count, ruleExamples(pair))));
    return new TallyState(
        events,
        recordedNanos,
        savedNanos,
        newlyAsked,
        openEnds,
        faults,
        changes,
        new TreeMap<>(transitions),
        notReplayable.state(),
        named,
        pairs,
        flips.entries(),
        results.state());
  }

  /**
   * One that goes on from a state.
   *
   * @throws IllegalArgumentException when the state is none
   */
  static Tally of(TallyState state, int maxFlips) {
    var tally = new Tally(maxFlips);
    tally.events = state.events();
    tally.recordedNanos = state.recordedNanos();
    tally.savedNanos = state.savedNanos();
    tally.newlyAsked = state.newlyAsked();
    tally.openEnds = state.openEnds();
    tally.faults = state.faults();
    state.counts().forEach((word, count) -> tally.counts.put(Change.of(word), count));
    tally.transitions.putAll(state.transitions());
    tally.notReplayable.add(Counted.of(state.notReplayable()));
    state.groups().forEach((dimension, rows) -> tally.groups.put(dimension, Counted.of(rows)));
    for (TallyState.Pair pair : state.rules()) {
      var rules = new RulePair(step(pair.baseline()), step(pair.candidate()));
      tally.ruleEvents.put(rules, pair.events());
      Smallest<String> examples = new Smallest<>(RULE_EXAMPLES);
      pair.examples().forEach(id -> examples.offer(id, () -> id));
      tally.rules.put(rules, examples);
    }
    state.flips().forEach(tally.flips::put);
    tally.results = MultisetDigest.of(state.results());
    return tally;
  }

  private static @Nullable Fired fired(Trial.@Nullable Step step) {
    return step == null ? null : step.fired();
  }

  private static Trial.@Nullable Step step(@Nullable Fired fired) {
    return fired == null ? null : new Trial.Step(0, fired);
  }

  void add(ReplayedEvent event) {
    Comparison comparison = event.comparison();
    Change change = comparison.change();
    events++;
    counts.merge(change, 1L, Long::sum);
    group("model", event.model(), change, event.id());
    if (!event.user().isEmpty()) {
      group("user", event.user(), change, event.id());
    }
    Trial before = comparison.baseline();
    Trial after = comparison.candidate();
    if (before == null || after == null) {
      notReplayable.add(comparison.needs(), change, event.id());
      results.add(event.id() + "\n" + change.word() + "\n" + comparison.needs());
      return;
    }
    add(event, before, after);
    results.add(line(event, before, after));
  }

  private void add(ReplayedEvent event, Trial before, Trial after) {
    Change change = event.comparison().change();
    transitions.merge(before.verdict().word() + ">" + after.verdict().word(), 1L, Long::sum);
    long nanos = nanos(event.costUsd());
    recordedNanos += nanos;
    if (before.asksProvider() && !after.asksProvider()) {
      savedNanos += nanos;
    }
    newlyAsked += !before.asksProvider() && after.asksProvider() ? 1 : 0;
    openEnds += after.openEnd() ? 1 : 0;
    faults += after.faults() > 0 ? 1 : 0;
    String decisive = after.policy() == null ? before.policy() : after.policy();
    group("policy", decisive == null ? "(none)" : decisive, change, event.id());
    if (change.isFlip()) {
      group("reason", before.reasonCode() + " > " + after.reasonCode(), change, event.id());
      divergence(event);
      flips.offer(
          event.id() + "\n" + line(event, before, after),
          change,
          before,
          after,
          () -> Flips.of(event, before, after));
    }
  }

  private void divergence(ReplayedEvent event) {
    Divergence divergence = event.comparison().divergence();
    if (divergence != null) {
      // WHY: a rule is the same rule in whichever phase it fired.
      var pair = new RulePair(anywhere(divergence.baseline()), anywhere(divergence.candidate()));
      ruleEvents.merge(pair, 1L, Long::sum);
      rules.computeIfAbsent(pair, _ -> new Smallest<>(RULE_EXAMPLES)).offer(event.id(), event::id);
    }
  }

  private static Trial.@Nullable Step anywhere(Trial.@Nullable Step step) {
    return step == null ? null : new Trial.Step(0, step.fired());
  }

  private void group(String dimension, String name, Change change, String id) {
    groups.computeIfAbsent(dimension, _ -> new Counted()).add(name, change, id);
  }

  void add(Tally other) {
    events += other.events;
    recordedNanos += other.recordedNanos;
    savedNanos += other.savedNanos;
    newlyAsked += other.newlyAsked;
    openEnds += other.openEnds;
    faults += other.faults;
    other.counts.forEach((change, count) -> counts.merge(change, count, Long::sum));
    other.transitions.forEach((pair, count) -> transitions.merge(pair, count, Long::sum));
    notReplayable.add(other.notReplayable);
    other.groups.forEach(
        (dimension, counted) -> groups.computeIfAbsent(dimension, _ -> new Counted()).add(counted));
    other.ruleEvents.forEach((pair, count) -> ruleEvents.merge(pair, count, Long::sum));
    other.rules.forEach((pair, examples) ->
        rules.computeIfAbsent(pair, _ -> new Smallest<>(RULE_EXAMPLES)).add(examples));
    flips.add(other.flips);
    results.add(other.results);
  }

  private static String line(ReplayedEvent event, Trial before, Trial after) {
    var line = new StringBuilder(event.id());
    line.append('\n').append(event.comparison().change().word());
    for (Trial trial : List.of(before, after)) {
      line.append('\n').append(trial.verdict().word()).append(' ').append(trial.reasonCode());
      line.append(' ').append(trial.policy()).append(' ').append(trial.openEnd());
      trial.edits().forEach(edit -> line.append('\n').append(edit));
    }
    return line.toString();
  }

  private static long nanos(double usd) {
    return BigDecimal.valueOf(usd)
        .movePointRight(NANO_DIGITS)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValue();
  }

  Map<Change, Long> counts() {
    Map<Change, Long> all = new EnumMap<>(Change.class);
    for (Change change : Change.values()) {
      all.put(change, counts.getOrDefault(change, 0L));
    }
    return all;
  }

  /** Every pair of verdicts has a number. */
  Map<String, Long> transitions() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Verdict before : Verdict.values()) {
      for (Verdict after : Verdict.values()) {
        String pair = before.word() + ">" + after.word();
        all.put(pair, transitions.getOrDefault(pair, 0L));
      }
    }
    return all;
  }

  long events() {
    return events;
  }

  Counted notReplayable() {
    return notReplayable;
  }

  Map<String, Counted> groups() {
    return groups;
  }

  Map<RulePair, Long> ruleEvents() {
    return ruleEvents;
  }

  List<String> ruleExamples(RulePair pair) {
    Smallest<String> examples = rules.get(pair);
    return examples == null ? List.of() : examples.values();
  }

  List<Flip> flips() {
    return flips.values();
  }

  String results() {
    return results.value();
  }

  Totals totals() {
    return new Totals(usd(recordedNanos), usd(savedNanos), newlyAsked, openEnds, faults);
  }

  private static double usd(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS).doubleValue();
  }
}
