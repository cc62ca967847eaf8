package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import org.junit.jupiter.api.Test;

final class HipaaPhiDetectorTest {
  @Test
  void masksIdentifiers() {
    assertThat(Packs.chain().with("hipaa-phi-detector").edit("MRN-1 of bob@example.com, 555-0100"))
        .isEqualTo("[MRN] of [EMAIL], [PHONE]");
  }

  @Test
  void blocksWhenAsked() {
    PhaseDecision decision =
        Packs.chain().with("hipaa-phi-detector", "action", "block").judge("MRN-1");
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("hipaa_phi_detector.blocked");
  }
}
