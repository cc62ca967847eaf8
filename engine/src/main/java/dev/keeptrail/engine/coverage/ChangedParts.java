package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a pack is new or another than in an earlier one: policies by their kind, phases, mode and
 * settings, and rules of authors by what they mean. Comments, places and the order of the chain
 * make no difference.
 */
public final class ChangedParts {
  private final PackPlan before;
  private final PackPlan now;

  public ChangedParts(PackPlan before, PackPlan now) {
    this.before = before;
    this.now = now;
  }

  /** The part of a coverage that is about what changed. */
  public PackCoverage of(PackCoverage coverage) {
    List<Policy> policies =
        coverage.policies().stream().filter(policy -> isChanged(policy.name())).toList();
    List<RuleLine> rules =
        coverage.rules().stream().filter(rule -> isChanged(rule.policy(), rule.name())).toList();
    return new PackCoverage(policies, rules, coverage.verdicts());
  }

  private boolean isChanged(String policy) {
    PolicyPlan after = policy(now, policy);
    PolicyPlan earlier = policy(before, policy);
    return after == null || earlier == null || !withoutRules(after).equals(withoutRules(earlier));
  }

  private boolean isChanged(String policy, String rule) {
    PolicyPlan after = policy(now, policy);
    PolicyPlan earlier = policy(before, policy);
    if (after == null || earlier == null) {
      return true;
    }
    List<Rule> named = after.rules().stream().filter(each -> each.name().equals(rule)).toList();
    return !earlier.rules().containsAll(named);
  }

  private static PolicyPlan withoutRules(PolicyPlan policy) {
    return new PolicyPlan(
        policy.name(),
        policy.kind(),
        policy.mode(),
        policy.streaming(),
        policy.phases(),
        policy.settings(),
        List.of());
  }

  private static @Nullable PolicyPlan policy(PackPlan plan, String name) {
    return plan.chain().stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
