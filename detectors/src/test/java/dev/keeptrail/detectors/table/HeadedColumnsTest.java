package dev.keeptrail.detectors.table;

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
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.detectors.View;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the heading of a column says counts for the values below it. */
final class HeadedColumnsTest {
  private static final Scanner PERSONAL =
      Detectors.scanner(
          new ScanRequest(
              Set.of("pii", "pii.name", "pii.address", "pii.date", "phi", "secret"),
              List.of(),
              List.of()));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return CaseFile.tests(HeadedColumnsTest.class, HeadedColumnsTest::check);
  }

  private static void check(String line) {
    boolean found = line.startsWith("+ ");
    String[] fields = line.substring(2).split(" \\| ", found ? 3 : 2);
    String text = fields[fields.length - 1].translateEscapes();
    List<String> findings =
        PERSONAL.scan(List.of(text)).findings().stream()
            .filter(f -> (f.category() + ".").startsWith(fields[0] + "."))
            .map(f -> text.substring(f.start(), f.end()))
            .toList();
    if (found) {
      assertThat(findings).contains(fields[1]);
    } else {
      assertThat(findings).isEmpty();
    }
  }

  @Test
  void sayThatTheValueStandsAsWritten() {
    assertThat(PERSONAL.scan(List.of("mrn,ward\n10037232,4B")).findings())
        .extracting(Finding::view)
        .containsExactly(View.PLAIN);
  }

  @Test
  void doNotMakeTheSameFindingTwice() {
    String rows = "1,+1 415 555 0132\n".repeat(6_000);
    ScanResult result = PERSONAL.scan(List.of("id,phone\n" + rows));
    assertThat(result.faults()).isEmpty();
    assertThat(result.findings()).hasSize(6_000);
  }

  @Test
  void holdAStreamFromTheirHeadingsOn() {
    StreamScanner streams =
        Detectors.scanner(new ScanRequest(Set.of("phi"), List.of(), List.of()))
            .streaming()
            .orElseThrow();
    TextStream stream = streams.begin(Origin.of(Source.ASSISTANT, 0));
    stream.append("As you asked, these are they.\n\nmrn,ward\n");
    stream.append("10037232,4B\nand so on, and so on, and so on, for a good while longer");
    assertThat(stream.waitsForEnd()).isTrue();
    assertThat(stream.settled())
        .isLessThanOrEqualTo("As you asked, these are they.\n\nmrn,ward\n".length());
  }

  @Test
  void holdAStreamFromAMessageOrAStatementOn() {
    StreamScanner streams =
        Detectors.scanner(new ScanRequest(Set.of("phi"), List.of(), List.of()))
            .streaming()
            .orElseThrow();
    List<String> begins =
        List.of(
            "PID|1||",
            "INSERT INTO wards (mrn, bed)",
            "<tr><th>MRN</th>",
            "<tr><th class=\"a\"><b>MRN </b></th>",
            "NM1*",
            "a~DMG*",
            ":50K:/",
            "<Othr>",
            "\"code\": \"MR\"");
    for (String begin : begins) {
      TextStream stream = streams.begin(Origin.of(Source.ASSISTANT, 0));
      stream.append("As you asked, this is it.\n\n" + begin);
      stream.append(" VALUES ('10037232', 4) and so on, and so on, for a good while longer");
      assertThat(stream.waitsForEnd()).describedAs(begin).isTrue();
    }
  }

  @Test
  void leaveRoomForOtherTexts() {
    var input =
        new ScanInput(
            List.of(
                new ScanText("mrn,ward\n10037232,4B", Origin.of(Source.USER, 0)),
                new ScanText("11/30/1971,4B", Origin.of(Source.USER, 1))),
            List.of());
    assertThat(PERSONAL.scan(input).findings())
        .extracting(Finding::category)
        .containsExactly("phi.mrn", "pii.date");
  }
}
