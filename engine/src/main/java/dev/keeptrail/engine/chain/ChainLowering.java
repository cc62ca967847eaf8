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
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    Map<Phase, List<PolicySpec>> policies = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      policies.put(phase, new ArrayList<>());
    }
    for (PolicyPlan policy : plan.chain()) {
      PolicyKind<?> kind = kind(policy);
      PolicySpec spec = lower(policy, kind, secrets);
      for (Phase phase : phases(policy, kind)) {
        policies.getOrDefault(phase, List.of()).add(spec);
      }
    }
    Map<Phase, ChainSpec> chains = new EnumMap<>(Phase.class);
    policies.forEach((phase, specs) -> chains.put(phase, new ChainSpec(phase, specs)));
    return chains;
  }

  private static Collection<Phase> phases(PolicyPlan policy, PolicyKind<?> kind)
      throws PlanLoadException {
    Set<Phase> possible = kind.schema().phases();
    for (Phase phase : policy.phases()) {
      if (!possible.contains(phase)) {
        throw new PlanLoadException(
            "policy `"
                + policy.name()
                + "` is to run in phase `"
                + phase.word()
                + "`, which kind `"
                + policy.kind()
                + "` does not have");
      }
    }
    return policy.phases().isEmpty() ? possible : policy.phases();
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
    if (!policy.rules().isEmpty() && !policy.kind().equals(PolicyDecl.RULES)) {
      throw new PlanLoadException(
          "policy `" + policy.name() + "` has rules, and kind `" + policy.kind() + "` has none");
    }
    try {
      var settings = new Settings(kind.schema(), policy.settings());
      var context = new LoweringContext(policy.name(), secrets, policy.rules());
      return new PolicySpec(
          policy.name(), policy.kind(), policy.mode(), kind.lower(settings, context));
    } catch (IllegalArgumentException e) {
      throw new PlanLoadException("policy `" + policy.name() + "`: " + e.getMessage());
    }
  }
}
