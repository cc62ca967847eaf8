package dev.keeptrail.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyEnginesTest {
  private static final EngineOptions OPTIONS =
      new EngineOptions(FailMode.BLOCK, ref -> Optional.empty());

  @ParameterizedTest
  @ValueSource(strings = {"drools", "reference"})
  void worksWithTheRealDetectors(String name) throws PlanLoadException {
    var plan =
        Packs.chain()
            .with("prompt-injection")
            .with("dlp-filter", "sensitivity_level", "restricted")
            .with("pii-detector", "healthcare_mode", true)
            .with("entity-list-filter", "blocked_entities", List.of("acme"))
            .with("audit-logger")
            .plan();
    PolicyEngine engine = PolicyEngines.named(name);
    assertThat(engine.name()).isEqualTo(name);
    try (PolicyProgram program = engine.load(plan, OPTIONS)) {
      PhaseDecision decision = program.evaluate(content("write to bob@example.com please"));
      assertThat(decision.verdict()).isEqualTo(Verdict.REDACT);
      assertThat(decision.redactions()).singleElement().extracting("marker").isEqualTo("[EMAIL]");
      assertThat(decision.coverage().scannedCharacters())
          .isEqualTo(decision.coverage().characters());
      assertThat(program.planDigest()).isEqualTo(PlanDigest.of(plan));
      assertThat(program.plan()).isEqualTo(plan);
    }
  }

  @Test
  void refusesAnUnknownEngine() {
    assertThatThrownBy(() -> PolicyEngines.named("droolz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no engine `droolz`; there are drools, reference");
  }

  @Test
  void theDefaultComesFirst() {
    assertThat(PolicyEngines.names()).startsWith(PolicyEngines.DEFAULT);
  }

  @Test
  void refusesAPlanWithAKindThatIsNotInstalled() {
    Packs pack = Packs.chain().with("pii-detectr");
    assertThatThrownBy(() -> pack.load("drools"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageStartingWith("no policy kind `pii-detectr` is installed");
  }

  @Test
  void refusesAPlanWithAnUnusableSetting() {
    Packs pack = Packs.chain().with("pii-detector", "pci_mode", "yes");
    assertThatThrownBy(() -> pack.load("drools"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessage("policy `pii-detector`: setting `pci_mode` has no usable value");
  }

  @Test
  void refusesAPlanThatAsksForWhatNoDetectorReports() {
    PolicyEngine engine =
        PolicyEngines.named(
            "reference",
            PolicyKinds.installed(),
            (request, plugIns) -> {
              throw new IllegalArgumentException("no detector reports `pii.phone`");
            });
    var plan = Packs.chain().with("pii-detector").plan();
    assertThatThrownBy(() -> engine.load(plan, OPTIONS))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("`pii.phone`");
  }

  private static PhaseContent content(String text) {
    return new PhaseContent(
        Phase.INPUT,
        new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
        List.of(Packs.segment(Channel.CONTENT, text)),
        List.of());
  }
}
