package dev.keeptrail.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  static Stream<Arguments> enginesAndFindings() {
    return PolicyEngines.names().stream()
        .flatMap(engine -> Stream.of(0, 2).map(findings -> Arguments.of(engine, findings)));
  }

  @ParameterizedTest
  @MethodSource("enginesAndFindings")
  void handWrittenFloorDecidesWhatTheEngineDecides(String engine, int count) {
    List<Finding> findings = ExampleChain.findings(count);
    var content = ExampleChain.content(ExampleChain.text("clean", 1024));
    try (var program = ExampleChain.rulesOnly(engine, findings)) {
      assertThat(HandWrittenChain.evaluate(content, findings)).isEqualTo(program.evaluate(content));
    }
  }

  @Test
  void cleanTextPassesTheWholeChainUntouched() {
    PhaseDecision decision = decide("clean");
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.findings()).isEmpty();
    assertThat(decision.coverage().scannedCharacters()).isEqualTo(10_240);
  }

  @Test
  void personalValuesAreFoundAndMasked() {
    PhaseDecision decision = decide("personal");
    assertThat(decision.verdict()).isEqualTo(Verdict.REDACT);
    assertThat(decision.redactions()).hasSize(4);
  }

  @Test
  void scannerLooksForWhatTheChainAsks() {
    var result = ExampleChain.scanner().scan(List.of(ExampleChain.text("personal", 1024)));
    assertThat(result.findings())
        .extracting(Finding::category)
        .contains("pii.email", "pii.phone", "pci.card", "pii.ip");
  }

  @Test
  void unknownTextIsRefused() {
    assertThatThrownBy(() -> ExampleChain.text("poetry", 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PhaseDecision decide(String text) {
    try (var program = ExampleChain.load(PolicyEngines.DEFAULT, Detectors::scanner)) {
      return program.evaluate(ExampleChain.content(ExampleChain.text(text, 10_240)));
    }
  }
}
