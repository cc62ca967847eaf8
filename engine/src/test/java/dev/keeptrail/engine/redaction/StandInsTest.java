package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.IssuedPseudonym;
import dev.keeptrail.engine.pseudonym.PseudonymKey;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandInsTest {
  private static final String ANN = "ann@corp.example";
  private static final String BOB = "bob@corp.example";

  @Test
  void labelsAreNumberedByValue() {
    assertThat(reversible("label").edit("%s, %s and %s".formatted(ANN, BOB, ANN)))
        .isEqualTo("[EMAIL_1], [EMAIL_2] and [EMAIL_1]");
  }

  @Test
  void whatStandsInTheTextIsNobodysNumber() {
    assertThat(reversible("label").edit("[EMAIL_1] is not " + ANN))
        .isEqualTo("[EMAIL_1] is not [EMAIL_2]");
  }

  @Test
  void pseudonymsAreTheSameForTheSame() {
    String edited = reversible("pseudonym").edit("%s %s %s".formatted(ANN, BOB, ANN));
    String[] words = edited.split(" ", -1);
    assertThat(words[0]).isEqualTo(words[2]).isNotEqualTo(words[1]).doesNotContain("corp");
    assertThat(words[1]).contains("@example.");
  }

  @Test
  void aLaterPhaseKnowsThoseOfAnEarlierOne() {
    var packs = reversible("label");
    PhaseContent first = content(Phase.INPUT, Pseudonyms.UNKEYED, ANN);
    Pseudonyms known = known(packs, first);
    PhaseContent second = content(Phase.INPUT, known, "[EMAIL_1], " + BOB + ", " + ANN);
    assertThat(edited(packs, second)).isEqualTo("[EMAIL_1], [EMAIL_2], [EMAIL_1]");
    assertThat(StandIns.issued(second, judge(packs, second).redactions()))
        .extracting(IssuedPseudonym::text)
        .containsExactly("[EMAIL_2]");
  }

  @Test
  void whatStandsAroundAPseudonymOfAnEarlierPhaseIsNotHidden() {
    var packs = reversible("label");
    PhaseContent first = content(Phase.INPUT, Pseudonyms.UNKEYED, ANN);
    Redaction found = judge(packs, first).redactions().getFirst();
    PhaseContent second = content(Phase.INPUT, known(packs, first), "(([EMAIL_1])) x");

    assertThat(StandIns.settle(second, List.of(over(found, 0, 13)))).isEmpty();
    assertThat(StandIns.settle(second, List.of(over(found, 0, 15)))).hasSize(1);
  }

  private static Redaction over(Redaction like, int start, int end) {
    return new Redaction(
        0,
        start,
        end,
        "",
        like.policy(),
        like.category(),
        like.format(),
        like.recorded(),
        like.standIn());
  }

  @Test
  void anAnswerIssuesNothing() {
    var packs = reversible("pseudonym");
    Pseudonyms known = known(packs, content(Phase.INPUT, Pseudonyms.UNKEYED, ANN)).closed();
    String said = known.issued().getFirst().text();
    PhaseContent answer = content(Phase.OUTPUT, known, said + " knows " + BOB);

    PhaseDecision decision = judge(packs, answer);

    assertThat(edited(packs, answer)).isEqualTo(said + " knows [EMAIL]");
    assertThat(decision.verdict()).isEqualTo(Verdict.REDACT);
    assertThat(decision.redactions()).hasSize(1);
    assertThat(StandIns.issued(answer, decision.redactions())).isEmpty();
  }

  @Test
  void anotherPolicyMayMaskAPseudonym() {
    var input = reversible("pseudonym");
    Pseudonyms known = known(input, content(Phase.INPUT, Pseudonyms.UNKEYED, ANN)).closed();
    var output = Packs.chain().detectors(Detectors::pluggedScanner).with("pii-detector");
    PhaseContent answer = content(Phase.OUTPUT, known, known.issued().getFirst().text());
    assertThat(edited(output, answer)).isEqualTo("[EMAIL]");
  }

  @Test
  void anAuthorsOwnMarkerStaysForGood() {
    var packs =
        Packs.chain()
            .detectors(Detectors::pluggedScanner)
            .with(
                "pii-detector",
                "redaction.reversible",
                true,
                "redaction.custom_markers",
                Map.of("email", "<mail>"));
    PhaseContent content = content(Phase.INPUT, Pseudonyms.UNKEYED, ANN);
    assertThat(edited(packs, content)).isEqualTo("<mail>");
    assertThat(known(packs, content).issued()).isEmpty();
  }

  @Test
  void pseudonymsWithoutAWayBackAreSaidSo() {
    var packs =
        Packs.chain()
            .detectors(Detectors::pluggedScanner)
            .with("pii-detector", "redaction.marker_format", "pseudonym");
    List<IssuedPseudonym> issued =
        known(packs, content(Phase.INPUT, Pseudonyms.UNKEYED, ANN)).issued();
    assertThat(issued).extracting(IssuedPseudonym::reversible).containsExactly(false);
  }

  @Test
  void exchangesDiffer() {
    var packs = reversible("pseudonym");
    var one = content(Phase.INPUT, Pseudonyms.under(PseudonymKey.random()), ANN);
    var other = content(Phase.INPUT, Pseudonyms.under(PseudonymKey.random()), ANN);
    assertThat(edited(packs, one)).isNotEqualTo(edited(packs, other));
    assertThat(judge(packs, one).trace()).isEqualTo(judge(packs, other).trace());
  }

  @Test
  void aShadowPolicyIssuesNothing() {
    var packs =
        Packs.chain()
            .detectors(Detectors::pluggedScanner)
            .shadow("pii-detector", "redaction.reversible", true);
    assertThat(known(packs, content(Phase.INPUT, Pseudonyms.UNKEYED, ANN)).issued()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"asterisk, false", "partial, false", "label, true"})
  void whatCannotBeReversedIsNotLoaded(String format, boolean preserveLength) {
    var packs =
        Packs.chain()
            .detectors(Detectors::pluggedScanner)
            .with(
                "pii-detector",
                "redaction.reversible",
                true,
                "redaction.marker_format",
                format,
                "redaction.preserve_length",
                preserveLength);
    assertThatThrownBy(() -> packs.load("drools"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("redaction.reversible");
  }

  private static Packs reversible(String format) {
    return Packs.chain()
        .detectors(Detectors::pluggedScanner)
        .with("pii-detector", "redaction.reversible", true, "redaction.marker_format", format);
  }

  private static Pseudonyms known(Packs packs, PhaseContent content) {
    List<Redaction> redactions = judge(packs, content).redactions();
    return content.pseudonyms().with(StandIns.issued(content, redactions));
  }

  private static String edited(Packs packs, PhaseContent content) {
    return Redactions.apply(content.segments(), judge(packs, content).redactions())
        .getFirst()
        .text();
  }

  private static PhaseDecision judge(Packs packs, PhaseContent content) {
    return packs.judge(content);
  }

  private static PhaseContent content(Phase phase, Pseudonyms pseudonyms, String text) {
    List<Segment> segments = List.of(Packs.segment(Channel.CONTENT, text));
    return new PhaseContent(
            phase,
            new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
            segments,
            List.of())
        .under(pseudonyms);
  }
}
