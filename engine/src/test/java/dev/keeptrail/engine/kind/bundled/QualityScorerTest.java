package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QualityScorerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {type: contains, value: yes it is} | yes it is | no
          {type: contains, value: Yes, case_sensitive: false} | oh yes | no
          {type: contains, value: 'Yes'} | Yes | yes
          {type: icontains, value: 'Yes'} | yes | no
          {type: not-contains, value: bad} | good | it is bad
          {type: contains, value: bad, negate: true} | good | it is bad
          {type: not-contains, value: bad, negate: true} | bad | good
          {type: contains-any, value: [a1, b1]} | has b1 | has c1
          {type: contains-all, value: [a1, b1]} | b1 a1 | a1 only
          {type: contains-all, value: [a1, b1], threshold: 0.5} | a1 only | c1
          {type: icontains-all, value: [A1, B1]} | b1 a1 | a1
          {type: starts-with, value: Dear} | Dear you | Oh Dear
          {type: ends-with, value: Bye.} | So. Bye. | Bye. So
          {type: equals, value: 'yes'} | yes | yes.
          {type: equals, value: ['yes', 'no']} | no | maybe
          {type: regex, value: 'a[0-9]+$'} | x a12 | a12 x
          {type: regex, value: 'A[0-9]', case_sensitive: false} | a1 | b1
          {type: not-regex, value: 'a[0-9]'} | b1 | a1
          {type: is-json} | {"a": [1]} | {"a": 1} and more
          {type: is-json, value: {required: [a]}} | {"a": 1} | {"b": 1}
          {type: json-schema, value: {type: object, required: [a]}} | {"a": 1} | [1]
          {type: json-schema, config: {schema: {type: array}}} | [1] | {}
          {type: contains-json} | see {"a": 1}. | see {a}
          {type: contains-json, value: {required: [a]}} | see {"a": 1}. | see {"b": 1}
          {type: not-is-json} | text | 7
          {type: length, config: {min: 3, max: 5}} | abcd | ab
          {type: length, config: {max: 5}} | abcd | abcdef
          {type: word-count, config: {max: 3}} | one two three | one two three four
          {type: word-count, value: 2} | one two | one
          {type: sentence-count, config: {min: 2}} | One. Two! | One, e.g.this
          {type: levenshtein, value: kitten} | sitting | something else
          {type: levenshtein, value: kitten, threshold: 2} | kittens | sitting
          {type: contains, value: '12'} | 123 | 321
          {type: contains, value: 12} | 123 | 321
          """)
  void assertionsHoldOrNot(String assertion, String good, String bad) throws Exception {
    String block = "assertions: [" + assertion + "]";
    assertThat(judge(block, good).verdict().word()).as(good).isEqualTo("allow");
    PhaseDecision refused = judge(block, bad);
    assertThat(refused.verdict().word()).as(bad).isEqualTo("block");
    assertThat(refused.reasonCode()).isEqualTo(QualityScorer.ASSERTION);
  }

  @Test
  void shortAnswersAreRefused() throws Exception {
    assertThat(judge("min_output_chars: 5", "four").reasonCode()).isEqualTo(QualityScorer.SHORT);
    assertThat(judge("min_output_chars: 5", "fives").verdict().word()).isEqualTo("allow");
    assertThat(judge("min_output_chars: 2", "\uD83D\uDE00").reasonCode())
        .isEqualTo(QualityScorer.SHORT);
    assertThat(judge("min_sentences: 2", "Version 1.2 is out").reasonCode())
        .isEqualTo(QualityScorer.SENTENCES);
    assertThat(judge("min_sentences: 2", "One... Two").verdict().word()).isEqualTo("allow");
    assertThat(judge("min_sentences: 2", "一つ。二つ。").verdict().word()).isEqualTo("allow");
  }

  @Test
  void answersWithoutTextAreNotMeasured() throws Exception {
    assertThat(judge("min_output_chars: 5", new String[0]).verdict().word()).isEqualTo("allow");
  }

  @Test
  void theWorstChoiceCounts() throws Exception {
    assertThat(judge("min_output_chars: 5", "long enough", "no").reasonCode())
        .isEqualTo(QualityScorer.SHORT);
  }

  @ParameterizedTest
  @CsvSource({
    "'', block, quality_scorer.assertion_failed",
    "'mode: audit', allow, quality_scorer.noted",
    "'mode: shadow', allow, quality_scorer.shadow",
    "'severity: info', allow, quality_scorer.noted",
    "'severity: critical', block, quality_scorer.assertion_failed",
    "'enabled: false', allow, quality_scorer.clean",
  })
  void modeAndSeverityDecideWhatComesOfIt(String more, String verdict, String reason)
      throws Exception {
    PhaseDecision decision = judge("assertions: [{type: contains, value: x, " + more + "}]", "no");
    assertThat(decision.verdict().word()).isEqualTo(verdict);
    assertThat(decision.policies().getFirst().reasonCode()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, a, allow, quality_scorer.noted",
    "0.8, a, block, quality_scorer.below_threshold",
    "0.7, a, allow, quality_scorer.noted",
    "0.5, b, block, quality_scorer.below_threshold",
    "0.1, c, block, quality_scorer.assertion_failed",
  })
  void theWeightedScoreDecides(String threshold, String text, String verdict, String reason)
      throws Exception {
    String block =
        """
        pass_policy: {strategy: weighted_average, threshold: THRESHOLD}
            assertions:
              - {type: contains, value: a, weight: 3}
              - {type: contains, value: b, weight: 1}
              - {type: not-contains, value: c, weight: 0, severity: critical}
              - {type: contains, value: z, weight: 10, mode: audit}
        """
            .replace("THRESHOLD", threshold);
    PhaseDecision decision = judge(block, text);
    assertThat(decision.verdict().word()).isEqualTo(verdict);
    assertThat(decision.policies().getFirst().reasonCode()).isEqualTo(reason);
  }

  @Test
  void theLeastScoreMayStandBesideAssertionsThatRefuse() throws Exception {
    String block =
        "thresholds: {min_aggregate: 0.9}\n    assertions: [{type: contains, value: a, severity:"
            + " info}]";
    assertThat(judge(block, "b").reasonCode()).isEqualTo(QualityScorer.SCORE);
    assertThat(judge(block, "a").verdict().word()).isEqualTo("allow");
  }

  @Test
  void failureActions() throws Exception {
    String block = "min_output_chars: 5\n    assertions: [{type: contains, value: x}]\n    ";
    assertThat(judge(block + "failure_action: {action: escalate}", "no").verdict().word())
        .isEqualTo("escalate");
    assertThat(judge(block + "failure_action: {message: Ask again.}", "no").message())
        .isEqualTo("Ask again.");
    PhaseDecision fallen =
        judge(block + "failure_action: {action: fallback, message: Ask again.}", "no");
    assertThat(fallen.verdict().word()).isEqualTo("redact");
    assertThat(Redactions.apply(segments("no"), fallen.redactions()).getFirst().text())
        .isEqualTo("Ask again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          assertions: [{type: llm-rubric, value: kind}] | needs a judge
          assertions: [{type: not-factuality}] | needs a judge
          assertions: [{type: contains, value: a, provider: x}] | no judges here
          benchmarks: {coherence: 1} | needs a judge
          thresholds: {min_faithfulness: 0.5} | needs a judge
          mock_scoring: true | never made up
          failure_action: {action: retry} | asked for once
          """)
  void whatNeedsAJudgeIsRefused(String block, String why) {
    CompiledPack pack = compiled(block);
    assertThat(pack.plan()).isNull();
    assertThat(pack.diagnostics().toString()).contains("KEY_NOT_AVAILABLE").contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: contains} | needs a `value`
          {type: length} | needs `config`
          {type: json-schema} | needs a JSON Schema
          {type: regex, value: '('} | no pattern
          {type: is-json, value: {type: nonsense}} | none
          """)
  void assertionsThatCannotBeAskedAreRefused(String assertion, String why) {
    CompiledPack pack = compiled("assertions: [{type: is-json}, " + assertion + "]");
    assertThat(pack.plan()).isNull();
    assertThat(pack.diagnostics().toString())
        .contains("UNUSABLE_VALUE", "assertions[1].value", why);
  }

  @Test
  void streamsAreHeldBackWhole() throws Exception {
    try (PolicyProgram program = load("drools", "min_output_chars: 5")) {
      assertThat(program.answers().isRealtime()).isFalse();
    }
  }

  private static PhaseDecision judge(String block, String... choices) throws Exception {
    PhaseDecision first = null;
    for (String engine : PolicyEngines.names()) {
      try (PolicyProgram program = load(engine, block)) {
        PhaseDecision decision =
            program.evaluate(
                new PhaseContent(
                    Phase.OUTPUT,
                    new RequestFacts("gpt", "local", "/v1/chat/completions", false),
                    segments(choices),
                    List.of()));
        assertThat(decision).isEqualTo(first == null ? decision : first);
        first = decision;
      }
    }
    return Objects.requireNonNull(first);
  }

  private static PolicyProgram load(String engine, String block) throws PlanLoadException {
    CompiledPack pack = compiled(block);
    return PolicyEngines.named(engine)
        .load(
            Objects.requireNonNull(pack.plan(), () -> pack.diagnostics().toString()),
            new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
  }

  private static CompiledPack compiled(String block) {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [quality-scorer]}
        policy:
          quality-scorer:
            enforcement: enforce
            BLOCK
        """
            .replace("BLOCK", block);
    return new PackCompiler(PackSchemas.installed())
        .compileYaml(new SourceText("policy-config.yaml", pack));
  }

  private static List<Segment> segments(String... choices) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < choices.length; i++) {
      segments.add(
          new Segment(
              new Location(Channel.CONTENT, "assistant", i, "/choices/" + i + "/message/content"),
              choices[i]));
    }
    return segments;
  }
}
