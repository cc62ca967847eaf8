package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.FiringLimitException;
import dev.keeptrail.engine.reference.Observation.Answer;
import dev.keeptrail.engine.reference.Observation.Compared;
import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.reference.Observation.Place;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds the combinations of facts that make one rule fire, by trying all of them: condition after
 * condition, fact after fact, as {@link RuleObserver} tells it.
 */
final class RuleInterpreter {
  private final String policy;
  private final int position;
  private final Rule rule;
  private final Facts facts;
  private final Watch watch;
  private final JoinCount joins;
  private final TreeSet<Firing> firings = new TreeSet<>(Firing.ORDER);

  /**
   * @param position the rule's in its policy
   * @param joins those of the phase so far
   */
  RuleInterpreter(
      String policy, int position, Rule rule, Facts facts, Watch watch, JoinCount joins) {
    this.policy = policy;
    this.position = position;
    this.rule = rule;
    this.facts = facts;
    this.watch = watch;
    this.joins = joins;
  }

  /** All firings, in trace order. */
  List<Firing> firings() {
    watch.see(() -> new Observation.RuleEntered(policy, position, rule.name()));
    for (int i = 0; i < rule.alternatives().size(); i++) {
      int alternative = i;
      watch.see(() -> new Observation.AlternativeEntered(policy, position, alternative));
      proceed(i, 0, Combination.NONE);
    }
    for (Firing firing : firings) {
      watch.see(() -> new Observation.RuleFired(policy, position, firing.bound()));
    }
    return List.copyOf(firings);
  }

  /** Tries the conditions from this one on, given the facts of the matches before it. */
  private void proceed(int alternative, int next, Combination bound) {
    List<Condition> conditions = rule.alternatives().get(alternative).conditions();
    if (next == conditions.size()) {
      firings.add(new Firing(bound));
      if (firings.size() > ChainRunner.MAX_FIRINGS) {
        throw new FiringLimitException();
      }
      return;
    }
    Condition condition = conditions.get(next);
    var place = new Place(policy, position, alternative, next);
    watch.see(() -> new Observation.ConditionEntered(place, bound.bound()));
    switch (condition) {
      case Condition.Match(Pattern pattern) -> {
        boolean any = false;
        for (SeenFact fact : facts.visible(pattern.type())) {
          Combination longer = bound.with(pattern.slot(), fact);
          if (fits(place, 0, condition, pattern, longer)) {
            any = true;
            proceed(alternative, next + 1, longer);
          }
        }
        answered(place, any);
      }
      case Condition.Exists(List<Pattern> patterns) ->
          settle(place, someFit(place, condition, patterns, 0, bound), bound);
      case Condition.Absent(List<Pattern> patterns) ->
          settle(place, !someFit(place, condition, patterns, 0, bound), bound);
      case Condition.Aggregate aggregate -> {
        Compared compared = compared(place, aggregate, bound);
        Answer answer =
            ExprInterpreter.compare(aggregate.comparison(), compared.value(), compared.bound());
        boolean holds = counts(answer, rule.then().restricts());
        watch.see(() -> new Observation.ConditionAnswered(place, answer, holds, compared));
        if (holds) {
          proceed(alternative, next + 1, bound);
        }
      }
      case Condition.Test(Expr test) -> {
        Answer answer = new ExprInterpreter(bound).answer(test);
        boolean holds = counts(answer, rule.countsUndefined(condition));
        watch.see(() ->
            new Observation.ConstraintAnswered(
                place, 0, 0, null, answer, holds, Readings.of(test, bound)));
        settle(place, holds, bound);
      }
    }
  }

  private void settle(Place place, boolean holds, Combination bound) {
    answered(place, holds);
    if (holds) {
      proceed(place.alternative(), place.condition() + 1, bound);
    }
  }

  private void answered(Place place, boolean holds) {
    watch.see(() ->
        new Observation.ConditionAnswered(place, holds ? Answer.TRUE : Answer.FALSE, holds, null));
  }

  /** Whether facts fit the patterns of a group from this one on. */
  private boolean someFit(
      Place place, Condition condition, List<Pattern> patterns, int next, Combination bound) {
    if (next == patterns.size()) {
      return true;
    }
    Pattern pattern = patterns.get(next);
    for (SeenFact fact : facts.visible(pattern.type())) {
      Combination longer = bound.with(pattern.slot(), fact);
      if (fits(place, next, condition, pattern, longer)
          && someFit(place, condition, patterns, next + 1, longer)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(
      Place place, int position, Condition condition, Pattern pattern, Combination bound) {
    joins.tried(bound);
    SeenFact fact = bound.at(pattern.slot());
    watch.see(() -> new Observation.CandidateEntered(place, position, fact.name()));
    var interpreter = new ConstraintInterpreter(pattern.slot(), bound);
    for (int i = 0; i < pattern.constraints().size(); i++) {
      int number = i;
      Constraint constraint = pattern.constraints().get(i);
      Answer answer = interpreter.answer(constraint);
      boolean holds = counts(answer, rule.countsUndefined(condition));
      watch.see(() ->
          new Observation.ConstraintAnswered(
              place,
              position,
              number,
              fact.name(),
              answer,
              holds,
              interpreter.readings(constraint)));
      if (!holds) {
        return false;
      }
    }
    watch.see(() -> new Observation.CandidateFitted(place, position, fact.name()));
    return true;
  }

  private Compared compared(Place place, Condition.Aggregate aggregate, Combination bound) {
    Pattern pattern = aggregate.pattern();
    Expr value = aggregate.value();
    List<Outcome> outcomes = new ArrayList<>();
    for (SeenFact fact : facts.visible(pattern.type())) {
      Combination longer = bound.with(pattern.slot(), fact);
      if (fits(place, 0, aggregate, pattern, longer)) {
        outcomes.add(
            value == null
                ? ExprInterpreter.number(1)
                : new ExprInterpreter(longer).evaluate(value));
      }
    }
    return new Compared(
        Aggregates.of(aggregate.function(), outcomes),
        new ExprInterpreter(bound).evaluate(aggregate.bound()));
  }

  private static boolean counts(Answer answer, boolean undefined) {
    return switch (answer) {
      case TRUE -> true;
      case FALSE, MISSING -> false;
      case UNDEFINED -> undefined;
    };
  }
}
