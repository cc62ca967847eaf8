package dev.keeptrail.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThousandRulesTest {
  @Test
  void fourOfAThousandRulesFireOnBothEngines() {
    var plan = ThousandRules.plan();
    assertThat(plan.chain().getFirst().rules()).hasSize(ThousandRules.RULES);
    try (var drools = ThousandRules.load("drools", plan);
        var reference = ThousandRules.load("reference", plan)) {
      var decision = drools.evaluate(ThousandRules.content());
      assertThat(decision).isEqualTo(reference.evaluate(ThousandRules.content()));
      assertThat(decision.policies().getFirst().rules())
          .containsExactly("transfer-7", "leak-7", "team-7", "secret-7");
    }
  }

  @Test
  void theFloorDecidesAsTheEnginesDo() {
    try (var drools = ThousandRules.load("drools", ThousandRules.plan())) {
      var byHand =
          new HandWrittenRules().evaluate(ThousandRules.content(), ThousandRules.findings());
      assertThat(byHand).isEqualTo(drools.evaluate(ThousandRules.content()));
    }
  }
}
