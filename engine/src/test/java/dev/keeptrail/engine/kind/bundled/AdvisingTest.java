package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvisingTest {
  private static final String ADVICE =
      "bob@example.com, you should put your savings into index funds and take 400 mg of ibuprofen"
          + " every six hours.";
  private static final String MASKED = ADVICE.replace("bob@example.com", "[EMAIL]");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDisclaimerStandsBeforeWhatAnotherPolicyMasks(boolean first) {
    Packs packs = Packs.chain();
    if (first) {
      packs.with("pii-detector");
    }
    packs.with("financial-compliance", "required_disclaimers", List.of("No advice."));
    if (!first) {
      packs.with("pii-detector");
    }
    assertThat(answer(packs, ADVICE)).isEqualTo("No advice.\n\n" + MASKED);
  }

  @Test
  void disclaimersOfTwoPoliciesStandInTheirOrder() {
    Packs packs =
        Packs.chain()
            .with("healthcare-compliance", "required_disclaimers", List.of("Ask a doctor."))
            .with("financial-compliance", "required_disclaimers", List.of("Ask a banker."));

    assertThat(answer(packs, ADVICE)).isEqualTo("Ask a doctor.\n\nAsk a banker.\n\n" + ADVICE);
  }

  @Test
  void whatModelsThinkIsLeftAlone() {
    var thought = Packs.segment(Channel.REASONING, ADVICE);
    assertThat(
            real(Packs.chain().with("financial-compliance"))
                .judge(Phase.OUTPUT, thought)
                .redactions())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bias-monitor", "code-sanitizer", "financial-compliance", "healthcare-compliance"})
  void streamedAnswersWaitForTheWholeText(String kind) throws Exception {
    try (var program = real(Packs.chain().with(kind)).load("reference")) {
      assertThat(program.answers().isRealtime()).isFalse();
    }
  }

  private static String answer(Packs packs, String text) {
    List<Segment> segments = List.of(Packs.segment(Channel.CONTENT, text));
    var decision = real(packs).judge(Phase.OUTPUT, segments.getFirst());
    return Redactions.apply(segments, decision.redactions()).getFirst().text();
  }

  private static Packs real(Packs packs) {
    return packs.detectors(Detectors::pluggedScanner);
  }
}
