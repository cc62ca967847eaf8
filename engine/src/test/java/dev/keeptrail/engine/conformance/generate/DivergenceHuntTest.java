package dev.keeptrail.engine.conformance.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engines agree on generated cases, and an engine that does not is found out. */
final class DivergenceHuntTest {
  private static final int CASES = 400;

  private final PackCompiler compiler = new PackCompiler(PackSchemas.installed());
  private final SharedScanners scanners = new SharedScanners();
  private final PolicyEngine reference =
      PolicyEngines.named("reference", PolicyKinds.installed(), scanners);

  @Test
  void theEnginesAgree() {
    var hunt =
        new DivergenceHunt(
            new EngineComparison(
                compiler,
                PolicyEngines.named("drools", PolicyKinds.installed(), scanners),
                reference));

    DivergenceHunt.Result result = hunt.hunt(1, CASES, 3, _ -> true);

    assertThat(result.divergences()).isEmpty();
    assertThat(result.compared()).as("of these: " + result.refused()).isGreaterThan(CASES * 9 / 10);
    assertThat(result.decided()).containsKeys("allow", "redact", "escalate", "block");
  }

  @Test
  void anEngineThatForgetsNegationsIsFoundOutWithASmallCase() {
    var hunt =
        new DivergenceHunt(new EngineComparison(compiler, new ForgetsNegations(), reference));

    DivergenceHunt.Result result = hunt.hunt(200, CASES, 1, _ -> true);

    assertThat(result.divergences()).hasSize(1);
    String pack = result.divergences().getFirst().pack();
    assertThat(pack).containsOnlyOnce("rule ").contains("not (");
    assertThat(pack.lines().count()).isLessThan(20);
  }

  @Test
  void theSameSeedGivesTheSameCase() {
    assertThat(DivergenceHunt.generate(42).packText())
        .isEqualTo(DivergenceHunt.generate(42).packText());
  }

  /** The reference engine with one mistake. */
  private final class ForgetsNegations implements PolicyEngine {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public PolicyProgram load(PackPlan plan, EngineOptions options) throws PlanLoadException {
      List<PolicyPlan> chain = plan.chain().stream().map(ForgetsNegations::without).toList();
      return reference.load(
          new PackPlan(plan.pack(), plan.providers(), chain, plan.gateway()), options);
    }

    private static PolicyPlan without(PolicyPlan policy) {
      return new PolicyPlan(
          policy.name(),
          policy.kind(),
          policy.mode(),
          policy.phases(),
          policy.settings(),
          policy.rules().stream().map(ForgetsNegations::without).toList());
    }

    private static Rule without(Rule rule) {
      List<Alternative> alternatives =
          rule.alternatives().stream()
              .map(alternative ->
                  new Alternative(
                      alternative.conditions().stream()
                          .filter(condition -> !(condition instanceof Condition.Absent))
                          .toList()))
              .toList();
      return new Rule(rule.name(), alternatives, rule.then(), rule.tags());
    }
  }
}
