package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Effect;
import java.util.List;

/** An enforced policy before it, which runs in all of its phases, blocks every request. */
final class PolicyNeverReached implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.POLICY_NEVER_REACHED;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<PolicyPlan> chain = pack.plan().chain();
    for (WrittenRule rule : pack.rules()) {
      if (blocksAll(rule)) {
        for (PolicyPlan later : chain.subList(rule.position() + 1, chain.size())) {
          boolean same = pack.phases(rule.policy()).containsAll(pack.phases(later));
          if (same && !Kinds.isAuditLogger(later)) {
            report(pack, rule, later, advice);
          }
        }
        return;
      }
    }
  }

  private static boolean blocksAll(WrittenRule rule) {
    return rule.rule().then() instanceof Effect.Block
        && rule.policy().mode() == PolicyMode.ENFORCE
        && rule.rule().alternatives().stream().anyMatch(Coverage::isUnconditional);
  }

  private static void report(LintedPack pack, WrittenRule rule, PolicyPlan later, Advice advice) {
    advice.add(
        pack.entry(later.name()),
        "policies.chain",
        Quoted.word(later.name())
            + " never runs: "
            + Quoted.word(rule.policy().name())
            + " blocks every request",
        "give the rule a condition, or put its policy in shadow mode",
        new RelatedPlace(rule.name(), "blocks every request"));
  }
}
