package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.explain.Trials.Stop;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of rules that lack one thing that did not hold. Whether a copy fires says whether that was
 * the only thing: such a rule nearly matched. Copies only tag, so that they change no decision.
 */
final class RelaxedRules {
  /** How many places of one rule are tried. */
  private static final int MAX_COPIES = 8;

  private static final String MARK = " without ";

  private final Map<String, List<Rule>> copies = new LinkedHashMap<>();
  private final Map<String, Stop> stops = new LinkedHashMap<>();

  /** Adds copies for the places where a rule that did not fire stopped. */
  void add(String policy, Rule rule, List<Stop> ends) {
    int made = 0;
    for (Stop stop : ends) {
      Optional<Rule> copy = made == MAX_COPIES ? Optional.empty() : without(rule, stop, made);
      if (copy.isPresent()) {
        made++;
        copies.computeIfAbsent(policy, _ -> new ArrayList<>()).add(copy.get());
        stops.put(policy + "/" + copy.get().name(), stop);
      }
    }
  }

  boolean isEmpty() {
    return copies.isEmpty();
  }

  /** The plan with the copies behind each policy's own rules. */
  PackPlan in(PackPlan plan) {
    List<PolicyPlan> chain = new ArrayList<>();
    for (PolicyPlan policy : plan.chain()) {
      List<Rule> rules = new ArrayList<>(policy.rules());
      rules.addAll(copies.getOrDefault(policy.name(), List.of()));
      chain.add(
          new PolicyPlan(
              policy.name(),
              policy.kind(),
              policy.mode(),
              policy.streaming(),
              policy.phases(),
              policy.settings(),
              rules));
    }
    return new PackPlan(plan.pack(), plan.providers(), chain, plan.gateway());
  }

  /** The place that a fired rule is a copy without; empty for rules that are no copies. */
  Optional<Stop> stopOf(String policy, String rule) {
    return Optional.ofNullable(stops.get(policy + "/" + rule));
  }

  /** The rule that a copy was made of. */
  static String originalOf(String copy) {
    return copy.substring(0, copy.lastIndexOf(MARK));
  }

  private static Optional<Rule> without(Rule rule, Stop stop, int number) {
    Alternative alternative = rule.alternatives().get(stop.place().alternative());
    List<Condition> conditions = new ArrayList<>(alternative.conditions());
    int at = stop.place().condition();
    Optional<Condition> relaxed = relaxed(conditions.get(at), stop);
    return relaxed.map(condition -> {
      conditions.set(at, condition);
      return new Rule(
          rule.name() + MARK + number,
          List.of(new Alternative(conditions)),
          new Effect.Tag(Template.of("explain.relaxed")),
          Map.of());
    });
  }

  private static Optional<Condition> relaxed(Condition condition, Stop stop) {
    Condition always = new Condition.Test(new Expr.Literal(new Value.Truth(true)));
    return switch (condition) {
      // A match that no fact came near enough to cannot be left out: later conditions may need it.
      case Condition.Match(Pattern pattern) ->
          stop.constraint() == Stop.WHOLE
              ? Optional.empty()
              : Optional.of(new Condition.Match(without(pattern, stop.constraint())));
      case Condition.Test _ -> Optional.of(always);
      case Condition.Exists _, Condition.Absent _, Condition.Aggregate _ ->
          stop.constraint() == Stop.WHOLE ? Optional.of(always) : Optional.empty();
    };
  }

  private static Pattern without(Pattern pattern, int constraint) {
    List<Constraint> rest = new ArrayList<>(pattern.constraints());
    rest.remove(constraint);
    return new Pattern(pattern.slot(), pattern.type(), rest);
  }
}
