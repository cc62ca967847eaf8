package dev.keeptrail.detectors.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.CaseFile;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
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

final class CodeTest {
  private static final Scanner SCANNER =
      Detectors.scanner(new ScanRequest(Set.of("code"), List.of(), List.of()));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return CaseFile.tests(CodeTest.class, CodeTest::check);
  }

  private static void check(String line) {
    String[] parts = line.split(" \\| ", 2);
    List<String> found =
        scan(parts[1].replace("\\n", "\n")).stream().map(Finding::category).toList();
    if (parts[0].equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).containsExactly(parts[0]);
    }
  }

  private static List<Finding> scan(String text) {
    var answer = new ScanText(text, Origin.of(Source.ASSISTANT, 0));
    return SCANNER.scan(new ScanInput(List.of(answer), List.of())).findings();
  }

  @Test
  void coversTheBlockWithItsFences() {
    String text = "a\n```sql\nSELECT 1;\n```\nb";
    Finding finding = scan(text).getFirst();
    assertThat(text.substring(finding.start(), finding.end())).isEqualTo("```sql\nSELECT 1;\n```");
  }

  @Test
  void coversAnOpenFenceToTheEnd() {
    String text = "a\n```go\nx := 1\n";
    assertThat(scan(text).getFirst().end()).isEqualTo(text.length());
  }
}
