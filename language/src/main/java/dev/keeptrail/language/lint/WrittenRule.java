package dev.keeptrail.language.lint;

import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * An author-written rule in all its forms.
 *
 * @param position of its policy in the chain
 */
record WrittenRule(int position, PolicyPlan policy, Rule rule, RuleSource source) {
  /** Where reports say that it is. */
  String path() {
    return "policy." + policy.name() + ".rules." + rule.name();
  }

  /** The place of the rule's name. */
  Span name() {
    return source.decl().name().span();
  }

  /** The place of a condition, or of the rule where conditions have none of their own. */
  Span place(Alternative alternative, Condition condition) {
    int i = rule.alternatives().indexOf(alternative);
    int j = alternative.conditions().indexOf(condition);
    List<RuleSource.AlternativeSource> alternatives = source.alternatives();
    return i < alternatives.size() && j < alternatives.get(i).conditions().size()
        ? alternatives.get(i).conditions().get(j).span()
        : name();
  }
}
