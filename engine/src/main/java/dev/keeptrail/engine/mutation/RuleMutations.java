package dev.keeptrail.engine.mutation;

import dev.keeptrail.engine.explain.RuleSources;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every rule that is one small change away from a rule of the author's. */
final class RuleMutations {
  private final RuleSources sources;
  private final String policy;

  RuleMutations(RuleSources sources, String policy) {
    this.sources = sources;
    this.policy = policy;
  }

  /** A change and where the changed part is written. */
  record At(@Nullable Span span, Change<Rule> change) {}

  List<At> of(Rule rule) {
    List<At> changes = new ArrayList<>();
    for (int a = 0; a < rule.alternatives().size(); a++) {
      List<Condition> conditions = rule.alternatives().get(a).conditions();
      for (int c = 0; c < conditions.size(); c++) {
        condition(rule, a, c, changes);
      }
      if (rule.alternatives().size() > 1) {
        List<Alternative> rest = new ArrayList<>(rule.alternatives());
        rest.remove(a);
        changes.add(
            new At(
                sources.condition(policy, rule.name(), a, 0),
                new Change<>(
                    ExprMutations.PART,
                    "without alternative %d of %d".formatted(a + 1, rest.size() + 1),
                    with(rule, rest))));
      }
    }
    if (rule.then().restricts()) {
      changes.add(
          new At(
              span(rule),
              new Change<>(
                  "effect",
                  "the effect only flags",
                  new Rule(
                      rule.name(),
                      rule.alternatives(),
                      new Effect.Flag(rule.then().reasonCode()),
                      rule.tags()))));
    }
    return changes;
  }

  @Nullable Span span(Rule rule) {
    return sources.source(policy, rule.name()).map(source -> source.decl().span()).orElse(null);
  }

  private void condition(Rule rule, int alternative, int at, List<At> changes) {
    List<Condition> conditions = rule.alternatives().get(alternative).conditions();
    Span whole = sources.condition(policy, rule.name(), alternative, at);
    if (conditions.size() > 1 && !(conditions.get(at) instanceof Condition.Match)) {
      // WHY: later conditions may speak of the fact of a match, but of nothing else.
      List<Condition> rest = new ArrayList<>(conditions);
      rest.remove(at);
      changes.add(
          new At(
              whole, new Change<>(ExprMutations.PART, "left out", with(rule, alternative, rest))));
    }
    for (ConditionMutations.At change : ConditionMutations.of(conditions.get(at))) {
      Integer pattern = change.pattern();
      Span span =
          pattern == null
              ? whole
              : sources.constraint(
                  policy, rule.name(), alternative, at, pattern, change.constraint());
      List<Condition> all = new ArrayList<>(conditions);
      all.set(at, change.change().value());
      changes.add(new At(span, change.change().with(with(rule, alternative, all))));
    }
  }

  private static Rule with(Rule rule, int alternative, List<Condition> conditions) {
    List<Alternative> alternatives = new ArrayList<>(rule.alternatives());
    alternatives.set(alternative, new Alternative(conditions));
    return with(rule, alternatives);
  }

  private static Rule with(Rule rule, List<Alternative> alternatives) {
    return new Rule(rule.name(), alternatives, rule.then(), rule.tags());
  }
}
