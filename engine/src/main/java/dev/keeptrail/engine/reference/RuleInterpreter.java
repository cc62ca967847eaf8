package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;

/** Fires one rule for each combination of facts that its conditions allow. */
final class RuleInterpreter {
  private final Conditions conditions;

  RuleInterpreter(Conditions conditions) {
    this.conditions = conditions;
  }

  /**
   * The facts of each firing, in the order of the rule's {@link Condition.Match}es; firings in
   * ascending order of their facts. A rule without such conditions fires with no facts, at most
   * once.
   */
  List<List<Integer>> firings(Rule rule) {
    List<List<Integer>> firings = new ArrayList<>();
    firings.add(List.of());
    for (Condition condition : rule.alternatives().getFirst().conditions()) {
      List<Integer> facts = conditions.fitting(PolicySpec.patternOf(rule, condition));
      switch (condition) {
        case Condition.Match match -> firings = combine(firings, facts);
        case Condition.Absent absent -> {
          if (!facts.isEmpty()) {
            return List.of();
          }
        }
        case Condition.Exists _, Condition.Test _ ->
            throw new IllegalArgumentException("no such condition");
        case Condition.Aggregate counted -> {
          if (!(counted.bound() instanceof Expr.Literal(Value.Decimal(double least)))
              || facts.size() < least) {
            return List.of();
          }
        }
      }
    }
    return firings;
  }

  private static List<List<Integer>> combine(List<List<Integer>> firings, List<Integer> facts) {
    List<List<Integer>> combined = new ArrayList<>();
    for (List<Integer> firing : firings) {
      for (int fact : facts) {
        List<Integer> longer = new ArrayList<>(firing);
        longer.add(fact);
        combined.add(longer);
      }
    }
    return combined;
  }
}
