package dev.keeptrail.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleChainTest {
  /** The score from which on {@code prompt-injection} acts unless a pack says otherwise. */
  private static final double THRESHOLD = 0.8;

  static Stream<Arguments> enginesAndFindings() {
    return PolicyEngines.names().stream()
        .flatMap(engine -> Stream.of(0, 2).map(findings -> Arguments.of(engine, findings)));
  }

  @ParameterizedTest
  @MethodSource("enginesAndFindings")
  void handWrittenFloorDecidesWhatTheEngineDecides(String engine, int count) {
    List<Finding> findings = ExampleChain.findings(count);
    var content = ExampleChain.content(Prose.clean(1024, 1));
    try (var program = ExampleChain.rulesOnly(engine, findings)) {
      assertThat(HandWrittenChain.evaluate(content, findings)).isEqualTo(program.evaluate(content));
    }
  }

  @Test
  void cleanTextsPassTheWholeChainUntouched() {
    assertThat(decide("clean"))
        .hasSize(ExampleChain.TEXTS)
        .allSatisfy(decision -> {
          assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
          assertThat(decision.redactions()).isEmpty();
          assertThat(decision.findings())
              .allSatisfy(finding -> assertThat(finding.score()).isLessThan(THRESHOLD));
          assertThat(decision.coverage().scannedCharacters()).isEqualTo(1024);
        });
  }

  @Test
  void personalValuesAreFoundAndMasked() {
    assertThat(decide("personal"))
        .allSatisfy(decision -> {
          assertThat(decision.verdict()).isEqualTo(Verdict.REDACT);
          assertThat(decision.redactions()).hasSize(4);
        });
  }

  @Test
  void scannerLooksForWhatTheChainAsks() {
    var result =
        ExampleChain.scanner().scan(List.of(ExampleChain.texts("personal", 1024).getFirst()));
    assertThat(result.findings())
        .extracting(Finding::category)
        .containsExactly("pii.email", "pii.phone", "pci.card", "pii.ip");
  }

  @Test
  void unknownTextIsRefused() {
    assertThatThrownBy(() -> ExampleChain.texts("poetry", 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<PhaseDecision> decide(String kind) {
    try (var program = ExampleChain.load(PolicyEngines.DEFAULT, Detectors::pluggedScanner)) {
      return ExampleChain.texts(kind, 1024).stream()
          .map(ExampleChain::content)
          .map(program::evaluate)
          .toList();
    }
  }
}
