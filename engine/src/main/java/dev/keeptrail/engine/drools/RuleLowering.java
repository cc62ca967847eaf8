package dev.keeptrail.engine.drools;

import static org.drools.model.DSL.accFunction;
import static org.drools.model.DSL.accumulate;
import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.not;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;

import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import org.drools.core.base.accumulators.CountAccumulateFunction;
import org.drools.model.Drools;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule.Attribute;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;

/**
 * Lowers one rule to the executable model. A condition on several category roots becomes one
 * variant of the rule for each root, so that each is an equality that the network can look up; the
 * roots of a condition are made disjoint first, so that no fact fires two variants.
 */
final class RuleLowering {
  /** Beyond this many variants a rule tests its roots one after the other instead. */
  private static final int MAX_VARIANTS = 64;

  private final int policy;
  private final int position;
  private final int salience;

  private RuleLowering(int policy, int position, int salience) {
    this.policy = policy;
    this.position = position;
    this.salience = salience;
  }

  static List<org.drools.model.Rule> lower(int policy, int position, Rule source, int salience) {
    var lowering = new RuleLowering(policy, position, salience);
    List<org.drools.model.Rule> rules = new ArrayList<>();
    for (List<Condition> variant : variants(source.alternatives().getFirst().conditions())) {
      rules.add(lowering.rule(rules.size(), variant));
    }
    return rules;
  }

  private org.drools.model.Rule rule(int variant, List<Condition> conditions) {
    List<RuleItemBuilder<?>> items = new ArrayList<>();
    List<Variable<? extends Fact>> matched = new ArrayList<>();
    var request = declarationOf(RequestFact.class, "request");
    if (conditions.stream().noneMatch(Condition.Match.class::isInstance)) {
      // WHY: a rule of negations alone still needs one fact that knows the evaluation.
      items.add(pattern(request));
    }
    for (Condition condition : conditions) {
      add(condition, items, matched);
    }
    items.add(consequence(matched, request));
    return org.drools.model.PatternDSL.rule("p" + policy + ".r" + position + "." + variant)
        .attribute(Attribute.SALIENCE, salience)
        .build(items.toArray(RuleItemBuilder<?>[]::new));
  }

  private static void add(
      Condition condition, List<RuleItemBuilder<?>> items, List<Variable<? extends Fact>> matched) {
    String name = "f" + items.size();
    Pattern source = patternOf(condition);
    switch (source.type()) {
      case FINDING -> {
        var variable = declarationOf(FindingFact.class, name);
        var pattern = pattern(variable);
        for (Constraint constraint : indexedFirst(source.constraints())) {
          FindingConstraints.add(pattern, constraint);
        }
        add(condition, variable, pattern, items, matched);
      }
      case REQUEST -> {
        var variable = declarationOf(RequestFact.class, name);
        var pattern = pattern(variable);
        for (Constraint constraint : indexedFirst(source.constraints())) {
          RequestConstraints.add(pattern, constraint);
        }
        add(condition, variable, pattern, items, matched);
      }
      case MESSAGE, TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION ->
          throw new IllegalArgumentException("no such facts: " + source.type().word());
    }
  }

  private static Pattern patternOf(Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> pattern;
      case Condition.Absent(List<Pattern> patterns) -> patterns.getFirst();
      case Condition.Aggregate aggregate -> aggregate.pattern();
      case Condition.Exists _, Condition.Test _ ->
          throw new IllegalArgumentException("no such condition");
    };
  }

  private static <F extends Fact> void add(
      Condition condition,
      Variable<F> variable,
      PatternDef<F> pattern,
      List<RuleItemBuilder<?>> items,
      List<Variable<? extends Fact>> matched) {
    switch (condition) {
      case Condition.Match match -> {
        items.add(pattern);
        matched.add(variable);
      }
      case Condition.Absent absent -> items.add(not(pattern));
      case Condition.Exists _, Condition.Test _ ->
          throw new IllegalArgumentException("no such condition");
      case Condition.Aggregate counted -> {
        long least = leastOf(counted);
        var count = declarationOf(Long.class, "count" + items.size());
        items.add(
            accumulate(pattern, accFunction(CountAccumulateFunction::new, variable).as(count)));
        items.add(pattern(count).expr("count>=" + least, c -> c >= least));
      }
    }
  }

  private static long leastOf(Condition.Aggregate counted) {
    if (counted.bound() instanceof Expr.Literal(Value.Decimal(double bound))) {
      return (long) Math.ceil(bound);
    }
    throw new IllegalArgumentException("no such bound");
  }

  private RuleItemBuilder<?> consequence(
      List<Variable<? extends Fact>> matched, Variable<RequestFact> request) {
    return switch (matched.size()) {
      case 0 -> on(request).execute((drools, r) -> fire(drools, r.evaluation(), new int[0]));
      case 1 ->
          on(matched.get(0))
              .execute((drools, a) -> fire(drools, a.evaluation(), new int[] {a.index()}));
      case 2 ->
          on(matched.get(0), matched.get(1))
              .execute(
                  (drools, a, b) -> fire(drools, a.evaluation(), new int[] {a.index(), b.index()}));
      case 3 ->
          on(matched.get(0), matched.get(1), matched.get(2))
              .execute((drools, a, b, c) ->
                  fire(drools, a.evaluation(), new int[] {a.index(), b.index(), c.index()}));
      default -> throw new IllegalStateException("a rule that joins too many facts");
    };
  }

  private void fire(Drools drools, Evaluation evaluation, int[] facts) {
    if (evaluation.fire(policy, position, facts)) {
      drools.insert(new MaskOrder(evaluation, policy));
    }
  }

  /** Tests that the network can look up come before those that it has to run. */
  private static List<Constraint> indexedFirst(List<Constraint> constraints) {
    List<Constraint> ordered = new ArrayList<>();
    constraints.stream().filter(RuleLowering::isIndexed).forEach(ordered::add);
    constraints.stream().filter(c -> !isIndexed(c)).forEach(ordered::add);
    return ordered;
  }

  private static boolean isIndexed(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal equal -> true;
      case Constraint.Under under -> under.roots().size() == 1;
      case Constraint.OneOf oneOf -> oneOf.values().size() == 1;
      case Constraint.NoneOf noneOf -> false;
      case Constraint.AtLeast _, Constraint.Joined _, Constraint.Test _ -> false;
    };
  }

  private static List<List<Condition>> variants(List<Condition> conditions) {
    List<List<Condition>> variants = List.of(List.of());
    for (Condition condition : conditions) {
      List<Condition> split = split(condition);
      boolean tooMany = variants.size() * split.size() > MAX_VARIANTS;
      List<Condition> choices = tooMany ? List.of(condition) : split;
      List<List<Condition>> longer = new ArrayList<>();
      for (List<Condition> variant : variants) {
        for (Condition choice : choices) {
          List<Condition> next = new ArrayList<>(variant);
          next.add(choice);
          longer.add(next);
        }
      }
      variants = longer;
    }
    return variants;
  }

  /** One condition for each disjoint root, where that is what the condition asks for. */
  private static List<Condition> split(Condition condition) {
    if (!(condition instanceof Condition.Match match) || match.type() != FactType.FINDING) {
      return List.of(condition);
    }
    List<List<Constraint>> choices = List.of(List.of());
    for (Constraint constraint : match.pattern().constraints()) {
      List<List<Constraint>> longer = new ArrayList<>();
      for (List<Constraint> choice : choices) {
        for (Constraint single : singles(constraint)) {
          List<Constraint> next = new ArrayList<>(choice);
          next.add(single);
          longer.add(next);
        }
      }
      choices = longer;
    }
    return choices.stream()
        .<Condition>map(choice -> Condition.match(match.type(), choice))
        .toList();
  }

  private static List<Constraint> singles(Constraint constraint) {
    if (constraint instanceof Constraint.Under(String field, List<String> roots)) {
      return disjoint(roots).stream()
          .<Constraint>map(root -> new Constraint.Under(field, List.of(root)))
          .toList();
    }
    return List.of(constraint);
  }

  private static List<String> disjoint(List<String> roots) {
    return roots.stream()
        .distinct()
        .filter(root -> roots.stream().noneMatch(other -> root.startsWith(other + ".")))
        .toList();
  }
}
