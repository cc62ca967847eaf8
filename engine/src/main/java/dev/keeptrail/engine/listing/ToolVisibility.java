package dev.keeptrail.engine.listing;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.reference.ReferenceEngine;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools a caller could call at all: what those policies of the pack say that go by the names
 * of tools. A model that does not see a tool does not ask for it. Thread-safe.
 */
public final class ToolVisibility implements AutoCloseable {
  private static final Set<String> BY_NAME = Set.of("agent-firewall", "rbac");

  private final @Nullable PolicyProgram program;

  private ToolVisibility(@Nullable PolicyProgram program) {
    this.program = program;
  }

  /** What the plan says of tools; everything is to be seen where it says nothing. */
  public static ToolVisibility of(PackPlan plan) {
    List<PolicyPlan> policies =
        plan.chain().stream()
            .filter(policy -> BY_NAME.contains(policy.kind()))
            .filter(policy -> policy.mode() == PolicyMode.ENFORCE)
            .toList();
    if (policies.isEmpty() || !plan.pack().enabled()) {
      return new ToolVisibility(null);
    }
    var alone = new PackPlan(plan.pack(), plan.providers(), policies, plan.gateway());
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());
    try {
      return new ToolVisibility(PolicyEngines.named(ReferenceEngine.NAME).load(alone, options));
    } catch (PlanLoadException impossible) {
      throw new IllegalStateException("a policy that needs nothing cannot be loaded", impossible);
    }
  }

  /**
   * Why a caller could not call the tool; empty where it could.
   *
   * @param facts the call, as {@link AnswerPart#call} makes it, beside what is known of the caller
   */
  public Optional<PhaseDecision> hides(RequestFacts request, List<Fact> facts) {
    if (program == null) {
      return Optional.empty();
    }
    PhaseDecision decision =
        program.evaluate(new PhaseContent(Phase.TOOL, request, List.of(), facts, List.of()));
    return Optional.of(decision).filter(made -> made.verdict() == Verdict.BLOCK);
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
