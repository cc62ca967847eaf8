package dev.keeptrail.language.layer;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what a layer takes away from the layers below it, in what both come to: plans have all
 * defaults filled in, so that a setting that is left out and one that says the same are no
 * different. A layer may do so, but not without anybody noticing.
 */
public final class PlanComparison {
  private final Reports reports;

  /**
   * @param places where the layer writes what
   */
  public PlanComparison(Problems problems, LayerPlaces places) {
    this.reports = new Reports(problems, places);
  }

  /**
   * Compares a pack before and after one more layer.
   *
   * @param below what the layers below come to
   * @param above the same with the layer on top
   */
  public void compare(PackPlan below, PackPlan above) {
    if (below.pack().enabled() && !above.pack().enabled()) {
      reports.add(
          List.of("pack", "enabled"),
          "the pack judges nothing here, and is enabled in the layers below");
    }
    for (PolicyPlan policy : below.chain()) {
      Optional<PolicyPlan> now =
          above.chain().stream().filter(one -> one.name().equals(policy.name())).findFirst();
      now.ifPresentOrElse(
          found -> new PolicyComparison(policy, found, reports).run(), () -> missing(policy));
    }
    if (above.gateway().onUnscannable().compareTo(below.gateway().onUnscannable()) < 0) {
      reports.add(
          List.of("gateway", "on_unscannable"),
          "parts that nobody can look at are treated less strictly here than by the layers below");
    }
    new LimitsComparison(reports).compare(below.gateway().limits(), above.gateway().limits());
  }

  private void missing(PolicyPlan policy) {
    reports.add(
        List.of("policies", "chain"),
        "this chain leaves out %s, which the layers below run"
            .formatted(Quoted.word(policy.name())),
        "a list takes the place of the whole list below it; write the policy here, too");
  }
}
