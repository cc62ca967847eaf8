package dev.keeptrail.detectors.phrase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is an order to a machine in what it is handed, and what only speaks of machines. */
final class AgentOrdersTest {
  private static final Scanner SCANNER =
      Detectors.scanner(new ScanRequest(Set.of("injection"), List.of(), List.of()));
  private static final String DETECTOR = "agent-orders@";

  static Stream<String> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            AgentOrdersTest.class.getResourceAsStream("agent-orders-cases.txt"))) {
      return Stream.of(new String(in.readAllBytes(), UTF_8).split("\n", -1))
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsOrdersFromWhatSpeaksOfMachines(String line) {
    String text = line.substring(4).replace("\\n", "\n");
    for (Source source : List.of(Source.TOOL_RESULT, Source.DOCUMENT, Source.TOOL_DEFINITION)) {
      List<String> orders = orders(text, source);
      if (line.startsWith("+ | ")) {
        assertThat(orders).as("%s", source).isNotEmpty();
      } else {
        assertThat(orders).as("%s", source).isEmpty();
      }
    }
    assertThat(orders(text, Source.USER)).isEmpty();
    assertThat(orders(text, Source.ASSISTANT)).isEmpty();
  }

  private static List<String> orders(String text, Source source) {
    var input = new ScanInput(List.of(new ScanText(text, Origin.of(source, 0))), List.of());
    return SCANNER.scan(input).findings().stream()
        .filter(finding -> finding.detector().startsWith(DETECTOR))
        .map(Finding::category)
        .toList();
  }
}
