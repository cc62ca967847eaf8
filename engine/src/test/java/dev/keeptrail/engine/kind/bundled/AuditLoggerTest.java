package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.kind.Setting;
import org.junit.jupiter.api.Test;

final class AuditLoggerTest {
  @Test
  void allowsAndSaysThatTheChainCameThisFar() {
    PhaseDecision decision = Packs.chain().with("audit-logger").judge("anything");
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.reasonCode()).isEqualTo("all_policies_passed");
    assertThat(decision.policies().getFirst().reasonCode()).isEqualTo("audit_logger.logged");
    assertThat(decision.policies().getFirst().rules()).containsExactly("logged");
  }

  @Test
  void declaresEveryFieldToBeWithoutEffect() {
    var schema = PolicyKinds.installed().find("audit-logger").orElseThrow().schema();
    assertThat(schema.settings()).hasSize(4).allMatch(Setting::inert);
  }
}
