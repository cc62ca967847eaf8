package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Turns a plan into the chains of its phases, with the kinds of this installation. */
public final class ChainLowering {
  private final PolicyKinds kinds;

  public ChainLowering(PolicyKinds kinds) {
    this.kinds = kinds;
  }

  /**
   * One chain for each phase, which may be empty of policies.
   *
   * @throws PlanLoadException when a kind is not installed, a secret is missing, or a setting has a
   *     value that its kind cannot use
   */
  public Map<Phase, ChainSpec> lower(PackPlan plan, SecretSource secrets) throws PlanLoadException {
    List<PolicySpec> policies = new ArrayList<>();
    for (PolicyPlan policy : plan.chain()) {
      policies.add(lower(policy, kind(policy), secrets));
    }
    Map<Phase, ChainSpec> chains = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      chains.put(
          phase,
          new ChainSpec(phase, policies.stream().filter(spec -> runsIn(spec, phase)).toList()));
    }
    return chains;
  }

  private boolean runsIn(PolicySpec spec, Phase phase) {
    return kinds.find(spec.kind()).stream()
        .anyMatch(kind -> kind.schema().phases().contains(phase));
  }

  private PolicyKind<?> kind(PolicyPlan policy) throws PlanLoadException {
    return kinds
        .find(policy.kind())
        .orElseThrow(() ->
            new PlanLoadException(
                "no policy kind `"
                    + policy.kind()
                    + "` is installed; installed are "
                    + String.join(", ", kinds.names())));
  }

  private static PolicySpec lower(PolicyPlan policy, PolicyKind<?> kind, SecretSource secrets)
      throws PlanLoadException {
    try {
      var settings = new Settings(kind.schema(), policy.settings());
      var context = new LoweringContext(policy.name(), secrets);
      return new PolicySpec(
          policy.name(), policy.kind(), policy.mode(), kind.lower(settings, context));
    } catch (IllegalArgumentException e) {
      throw new PlanLoadException("policy `" + policy.name() + "`: " + e.getMessage());
    }
  }
}
