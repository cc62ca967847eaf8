package dev.keeptrail.gateway.routing;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.DataPolicyFields;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.bundled.DataRoutingPolicy;
import dev.keeptrail.engine.reference.ReferenceEngine;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which targets the pack's data routing policies keep requests from, whatever they say. Found out
 * once for a pack, by its own rules: what a target declares does not depend on the request.
 */
public final class DataCompliance {
  private static final EngineOptions NOTHING_NEEDED =
      new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());

  private DataCompliance() {}

  /** Ids of the targets that do not comply; empty where the pack has no such policy. */
  public static Set<String> excluded(PackPlan plan) {
    List<PolicyPlan> policies = plan.chain().stream().filter(DataCompliance::decides).toList();
    if (policies.isEmpty()) {
      return Set.of();
    }
    var alone =
        new PackPlan(
            plan.pack(),
            plan.providers(),
            policies.stream().map(DataCompliance::refusing).toList(),
            plan.gateway());
    try (PolicyProgram program =
        PolicyEngines.named(ReferenceEngine.NAME).load(alone, NOTHING_NEEDED)) {
      Set<String> excluded = new LinkedHashSet<>();
      for (ProviderPlan target : plan.providers()) {
        if (ProviderKind.servesModels(target.provider())
            && program.evaluate(asked(target)).verdict() == Verdict.BLOCK) {
          excluded.add(target.id());
        }
      }
      return excluded;
    } catch (PlanLoadException impossible) {
      throw new IllegalStateException("a policy that needs nothing cannot be loaded", impossible);
    }
  }

  private static boolean decides(PolicyPlan policy) {
    return policy.kind().equals(DataRoutingPolicy.NAME) && policy.mode() == PolicyMode.ENFORCE;
  }

  /** The same policy, but one that refuses where it would only warn. */
  private static PolicyPlan refusing(PolicyPlan policy) {
    Map<String, PlanValue> settings = new LinkedHashMap<>(policy.settings().entries());
    settings.put(DataRoutingPolicy.ON_NONE, new PlanValue.Text(DataRoutingPolicy.BLOCK));
    return new PolicyPlan(
        policy.name(),
        policy.kind(),
        policy.mode(),
        policy.phases(),
        new PlanValue.Mapping(settings),
        policy.rules());
  }

  private static PhaseContent asked(ProviderPlan target) {
    var facts = new RequestFacts("", target.id(), "", false);
    var provider = new Fact(FactType.PROVIDER, "", DataPolicyFields.of(target.dataPolicy()));
    return new PhaseContent(Phase.INPUT, facts, List.of(), List.of(provider), List.of());
  }
}
