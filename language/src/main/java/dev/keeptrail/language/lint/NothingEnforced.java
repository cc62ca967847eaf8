package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.List;

/** Every policy but the {@code audit-logger} runs in shadow mode. */
final class NothingEnforced implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NOTHING_ENFORCED;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<PolicyPlan> judging =
        pack.plan().chain().stream().filter(policy -> !Kinds.isAuditLogger(policy)).toList();
    boolean shadow = judging.stream().allMatch(policy -> policy.mode() == PolicyMode.SHADOW);
    if (!judging.isEmpty() && shadow) {
      advice.add(
          pack.entry(judging.getFirst().name()),
          "policies.chain",
          "every policy of the chain is in shadow mode",
          "nothing is refused or masked; remove `enforcement: shadow` where the trial is over");
    }
  }
}
