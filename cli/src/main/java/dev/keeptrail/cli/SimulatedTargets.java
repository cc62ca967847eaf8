package dev.keeptrail.cli;

import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import java.util.List;

/**
 * A plan whose targets keep their names and models, and are answered inside the process. What a
 * server of tools would answer nobody can say, so those are left out.
 */
final class SimulatedTargets {
  private static final String SIMULATED = "simulated";

  private SimulatedTargets() {}

  static PackPlan of(PackPlan plan) {
    List<ProviderPlan> targets =
        plan.providers().stream()
            .filter(target -> ProviderKind.servesModels(target.provider()))
            .map(target -> new ProviderPlan(target.id(), SIMULATED, target.model(), null, null))
            .toList();
    return new PackPlan(plan.pack(), targets, plan.chain(), plan.gateway());
  }

  /** Whether a plan calls no provider. */
  static boolean areAllOf(PackPlan plan) {
    return !plan.providers().isEmpty()
        && plan.providers().stream().allMatch(target -> target.provider().equals(SIMULATED));
  }

  /** The ids of the targets that are left out. */
  static List<String> leftOut(PackPlan plan) {
    return plan.providers().stream()
        .filter(target -> !ProviderKind.servesModels(target.provider()))
        .map(ProviderPlan::id)
        .toList();
  }
}
