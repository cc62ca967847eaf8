package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A rule of a policy, the author's or its kind's. */
public record RuleName(String policy, String rule) {
  /** All rules that can fire, in the order of the chain. */
  static List<RuleName> of(PackPlan plan, Collection<ChainSpec> chains) {
    Set<RuleName> rules = new LinkedHashSet<>();
    for (PolicyPlan policy : plan.chain()) {
      for (ChainSpec chain : chains) {
        chain.policies().stream()
            .filter(spec -> spec.name().equals(policy.name()))
            .forEach(spec ->
                spec.rules().forEach(rule -> rules.add(new RuleName(spec.name(), rule.name()))));
      }
    }
    return List.copyOf(rules);
  }
}
