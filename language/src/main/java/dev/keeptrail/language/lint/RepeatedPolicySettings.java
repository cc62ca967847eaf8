package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.HashMap;
import java.util.Map;

/** Two policies of the chain have the same kind, mode, phases, settings and rules. */
final class RepeatedPolicySettings implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REPEATED_POLICY_SETTINGS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Map<PolicyPlan, String> seen = new HashMap<>();
    for (PolicyPlan policy : pack.plan().chain()) {
      var unnamed =
          new PolicyPlan(
              "",
              policy.kind(),
              policy.mode(),
              policy.streaming(),
              policy.phases(),
              policy.settings(),
              policy.rules());
      String first = seen.putIfAbsent(unnamed, policy.name());
      if (first != null) {
        advice.add(
            pack.entry(policy.name()),
            "policies.chain",
            Quoted.word(policy.name()) + " does the same as " + Quoted.word(first),
            "remove one of them, or give it settings of its own",
            new RelatedPlace(pack.entry(first), "the first one"));
      }
    }
  }
}
