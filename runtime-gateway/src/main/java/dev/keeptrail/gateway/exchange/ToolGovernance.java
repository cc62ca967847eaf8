package dev.keeptrail.gateway.exchange;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.List;

/** Whether a pack has anything to say about tool calls and results as such. */
public final class ToolGovernance {
  private ToolGovernance() {}

  /** Whether some policy of the chain runs in the tool phase, and the pack is not disabled. */
  public static boolean of(PackPlan plan, List<KindSchema> kinds) {
    return plan.pack().enabled()
        && plan.chain().stream().anyMatch(policy -> hasToolPhase(policy, kinds));
  }

  private static boolean hasToolPhase(PolicyPlan policy, List<KindSchema> kinds) {
    return policy.phases().isEmpty()
        ? kinds.stream()
            .anyMatch(
                kind -> kind.name().equals(policy.kind()) && kind.phases().contains(Phase.TOOL))
        : policy.phases().contains(Phase.TOOL);
  }
}
