package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.Observation.Bound;
import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.engine.reference.Observation.Place;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.engine.reference.RuleObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes down how the rules of one evaluation were tried. For one evaluation and one thread; what is
 * kept of a rule is bounded, however many facts it was tried on.
 */
final class Trials implements RuleObserver {
  private static final int MAX_KEPT = 1_000;

  private final Map<String, List<Trial>> byPolicy = new LinkedHashMap<>();
  private @Nullable Trial current;

  /** The rules of a policy in rule order; empty when it was not asked. */
  List<Trial> of(String policy) {
    return byPolicy.getOrDefault(policy, List.of());
  }

  @Override
  public void observe(Observation observation) {
    switch (observation) {
      case Observation.RuleEntered(String policy, int rule, String name) -> {
        current = new Trial(rule, name);
        byPolicy.computeIfAbsent(policy, _ -> new ArrayList<>()).add(current);
      }
      case Observation.ConstraintAnswered answered -> answered(answered);
      case Observation.ConditionAnswered answered -> condition(answered);
      case Observation.RuleFired fired -> fired(fired);
      case Observation.PhaseEntered _,
          Observation.PolicyEntered _,
          Observation.PolicyLeft _,
          Observation.PolicySkipped _,
          Observation.PolicyFaulted _,
          Observation.AlternativeEntered _,
          Observation.ConditionEntered _,
          Observation.CandidateEntered _,
          Observation.CandidateFitted _ -> {
        // Where a step belongs, each of the others says itself.
      }
    }
  }

  private void answered(Observation.ConstraintAnswered answered) {
    if (current != null) {
      current.readings.addAll(
          current.readings.size() < MAX_KEPT ? answered.values() : List.<Reading>of());
      if (!answered.holds() && current.stops.size() < MAX_KEPT) {
        current.stops.add(
            new Stop(
                answered.place(),
                answered.pattern(),
                answered.constraint(),
                answered.fact(),
                answered.answer(),
                answered.values(),
                null));
      }
    }
  }

  private void condition(Observation.ConditionAnswered answered) {
    if (current != null && !answered.holds() && current.stops.size() < MAX_KEPT) {
      current.stops.add(
          new Stop(
              answered.place(),
              0,
              Stop.WHOLE,
              null,
              answered.answer(),
              List.of(),
              answered.aggregate()));
    }
  }

  private void fired(Observation.RuleFired fired) {
    if (current != null && current.firings.size() < MAX_KEPT) {
      current.firings.add(fired.facts());
    }
  }

  /** One rule, tried. */
  static final class Trial {
    private final int rule;
    private final String name;
    private final List<List<Bound>> firings = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private final Set<Reading> readings = new LinkedHashSet<>();

    private Trial(int rule, String name) {
      this.rule = rule;
      this.name = name;
    }

    int rule() {
      return rule;
    }

    String name() {
      return name;
    }

    List<List<Bound>> firings() {
      return firings;
    }

    List<Stop> stops() {
      return stops;
    }

    /** What the rule read of a fact, each field once. */
    List<Reading> readings(FactName fact) {
      return readings.stream().filter(reading -> reading.fact().equals(fact)).toList();
    }
  }

  /**
   * A place where a trial ended.
   *
   * @param constraint position in the pattern, or {@link #WHOLE}
   * @param fact what was held against the pattern; null for a test or a whole condition
   */
  record Stop(
      Place place,
      int pattern,
      int constraint,
      @Nullable FactName fact,
      Observation.Answer answer,
      List<Reading> values,
      Observation.@Nullable Compared compared) {
    static final int WHOLE = -1;
  }
}
