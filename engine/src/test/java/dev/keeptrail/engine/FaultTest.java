package dev.keeptrail.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainProgram;
import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FaultTest {
  @Test
  void aFailedDetectorBlocksItsPolicyAndEndsTheChain() {
    PhaseDecision decision =
        Packs.chain()
            .detectors(FakeDetectors.usual().breaks("pii.phone"))
            .with("pii-detector")
            .with("audit-logger")
            .judge("hello");
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("pii_detector.fault");
    assertThat(decision.decisivePolicy()).isEqualTo("pii-detector");
    assertThat(decision.faults())
        .containsExactly(new Fault("pii-detector", "pii.phone@1", "Broken"));
    assertThat(decision.policies())
        .extracting(PolicyOutcome::status)
        .containsExactly(Status.FAULTED, Status.SKIPPED);
  }

  @Test
  void aFailureCountsOnceHoweverManyTextsItTouches() {
    PhaseDecision decision =
        Packs.chain()
            .detectors(FakeDetectors.usual().breaks("pii.phone"))
            .with("pii-detector")
            .judge(
                Phase.INPUT,
                Packs.segment(Channel.CONTENT, "one"),
                Packs.segment(Channel.CONTENT, "two"));
    assertThat(decision.faults()).hasSize(1);
  }

  @Test
  void failOpenAllowsAndStillRecords() {
    PhaseDecision decision =
        Packs.chain()
            .failMode(FailMode.ALLOW)
            .detectors(FakeDetectors.usual().breaks("pii.phone"))
            .with("pii-detector")
            .with("audit-logger")
            .judge("hello");
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.faults()).hasSize(1);
    assertThat(decision.policies())
        .extracting(PolicyOutcome::status)
        .containsExactly(Status.FAULTED, Status.EVALUATED);
  }

  @Test
  void whatFailsClosedBlocksWhereTheRestFailsOpen() {
    Packs pack =
        Packs.chain()
            .failMode(FailMode.ALLOW)
            .detectors(FakeDetectors.usual().breaks("injection.override"));
    Segment arguments = Packs.segment(Channel.TOOL_ARGUMENTS, "hello");
    assertThat(pack.with("tool-security").judge(Phase.TOOL, arguments).verdict())
        .isEqualTo(Verdict.ALLOW);

    PhaseDecision closed =
        Packs.chain()
            .failMode(FailMode.ALLOW)
            .detectors(FakeDetectors.usual().breaks("injection.override"))
            .with("tool-security", "fail_closed", true)
            .judge(Phase.TOOL, arguments);
    assertThat(closed.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(closed.reasonCode()).isEqualTo("tool_security.fault");
  }

  @Test
  void aFailedEvaluationBlocksWhereAPolicyFailsClosed() throws PlanLoadException {
    PhaseDecision decision =
        judgeWithBrokenRunner(
            Packs.chain().with("audit-logger").with("tool-security", "fail_closed", true),
            FailMode.ALLOW,
            Phase.TOOL);
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("engine.fault");
  }

  @Test
  void aFaultInShadowStopsNothing() {
    PhaseDecision decision =
        Packs.chain()
            .detectors(FakeDetectors.usual().breaks("pii.phone"))
            .shadow("pii-detector")
            .with("audit-logger")
            .judge("hello");
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.policies().getFirst().verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.policies().getFirst().action()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void aFaultTouchesOnlyThePoliciesThatDependOnIt() {
    PhaseDecision decision =
        Packs.chain()
            .detectors(FakeDetectors.usual().breaks("pii.phone"))
            .with("dlp-filter")
            .with("prompt-injection")
            .judge("hello");
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.faults()).isEmpty();
  }

  @Test
  void aFailedEvaluationBlocks() throws PlanLoadException {
    PhaseDecision decision =
        judgeWithBrokenRunner(Packs.chain().with("audit-logger"), FailMode.BLOCK);
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("engine.fault");
    assertThat(decision.faults()).containsExactly(new Fault("", "engine", "IllegalStateException"));
    assertThat(decision.policies())
        .extracting(PolicyOutcome::status)
        .containsExactly(Status.FAULTED);
    assertThat(decision.toString()).doesNotContain("what a person wrote");
  }

  @Test
  void aFailedEvaluationPassesWhenFailOpen() throws PlanLoadException {
    PhaseDecision decision =
        judgeWithBrokenRunner(Packs.chain().with("audit-logger"), FailMode.ALLOW);
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.reasonCode()).isEqualTo("engine.fault");
  }

  @Test
  void aFailedEvaluationOfShadowPoliciesStopsNothing() throws PlanLoadException {
    PhaseDecision decision =
        judgeWithBrokenRunner(Packs.chain().shadow("pii-detector"), FailMode.BLOCK);
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.faults()).hasSize(1);
  }

  @Test
  void aScannerThatThrowsIsAFault() throws PlanLoadException {
    for (String engine : PolicyEngines.names()) {
      var program =
          PolicyEngines.named(
                  engine,
                  PolicyKinds.installed(),
                  (request, plugIns) ->
                      texts -> {
                        throw new IllegalStateException("what a person wrote");
                      })
              .load(
                  Packs.chain().with("pii-detector").plan(),
                  new EngineOptions(FailMode.BLOCK, ref -> Optional.empty()));
      assertThat(program.evaluate(content()).reasonCode()).isEqualTo("engine.fault");
    }
  }

  private static PhaseDecision judgeWithBrokenRunner(Packs pack, FailMode failMode)
      throws PlanLoadException {
    return judgeWithBrokenRunner(pack, failMode, Phase.INPUT);
  }

  private static PhaseDecision judgeWithBrokenRunner(Packs pack, FailMode failMode, Phase phase)
      throws PlanLoadException {
    var options = new EngineOptions(failMode, ref -> Optional.empty());
    var chains = new ChainLowering(PolicyKinds.installed()).lower(pack.plan(), options.secrets());
    try (var program =
        ChainProgram.load(
            pack.plan(),
            chains,
            options,
            (request, plugIns) -> texts -> ScanResult.NONE,
            chain -> new BrokenRunner())) {
      return program.evaluate(content(phase));
    }
  }

  private static PhaseContent content() {
    return content(Phase.INPUT);
  }

  private static PhaseContent content(Phase phase) {
    return new PhaseContent(
        phase,
        new RequestFacts("m", "p", "/r", false),
        List.of(Packs.segment(Channel.CONTENT, "hello")),
        List.of());
  }

  private static final class BrokenRunner implements ChainRunner {
    @Override
    public ChainResult run(PhaseInput input) {
      throw new IllegalStateException("what a person wrote");
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
