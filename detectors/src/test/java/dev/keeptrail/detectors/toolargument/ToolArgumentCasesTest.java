package dev.keeptrail.detectors.toolargument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.CaseFile;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ToolArgumentCasesTest {
  private static final Scanner SCANNER =
      Detectors.scanner(new ScanRequest(Set.of("tool"), List.of(), List.of()));

  /** The threshold of policies that name none. */
  private static final double ENOUGH = 0.7;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return CaseFile.tests(ToolArgumentCasesTest.class, ToolArgumentCasesTest::check);
  }

  private static void check(String line) {
    String[] parts = line.split(" \\| ", 3);
    var kind = ParameterKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    List<String> found = categories(scan(parts[2].translateEscapes(), kind));
    if (parts[1].equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).contains(parts[1]);
    }
  }

  @TestFactory
  Stream<DynamicTest> attacksLeaveTheirPlace() throws IOException {
    return CaseFile.tests(
        ToolArgumentCasesTest.class, "attacks.txt", ToolArgumentCasesTest::checkScore);
  }

  @TestFactory
  Stream<DynamicTest> harmlessValuesStay() throws IOException {
    return CaseFile.tests(
        ToolArgumentCasesTest.class, "harmless.txt", ToolArgumentCasesTest::checkScore);
  }

  /** What a policy without a threshold of its own does with the value. */
  private static void checkScore(String line) {
    String[] parts = line.split(" \\| ", 3);
    var kind = ParameterKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    List<Finding> found = scan(parts[2].translateEscapes(), kind).findings();
    List<String> sure =
        found.stream().filter(finding -> finding.score() >= ENOUGH).map(Finding::category).toList();
    switch (parts[1]) {
      case "-" -> assertThat(found).isEmpty();
      case "~" -> assertThat(sure).isEmpty();
      default -> assertThat(sure).contains(parts[1]);
    }
  }

  private static ScanResult scan(String value, ParameterKind kind) {
    var origin = new Origin(Source.TOOL_ARGUMENTS, 0, new Parameter("tool", "/value", kind));
    ScanResult result =
        SCANNER.scan(new ScanInput(List.of(new ScanText(value, origin)), List.of()));
    assertThat(result.faults()).isEmpty();
    return result;
  }

  private static List<String> categories(ScanResult result) {
    return result.findings().stream().map(Finding::category).toList();
  }

  @ParameterizedTest
  @EnumSource(value = Source.class, mode = EnumSource.Mode.EXCLUDE, names = "TOOL_ARGUMENTS")
  void judgesNothingButToolArguments(Source source) {
    var text = new ScanText("' or 1=1 --", Origin.of(source, 0));
    assertThat(SCANNER.scan(new ScanInput(List.of(text), List.of())).findings()).isEmpty();
  }

  @Test
  void judgesArgumentsOfWhichNothingIsKnown() {
    var text = new ScanText("x' or 'a'='a", Origin.of(Source.TOOL_ARGUMENTS, 0));
    assertThat(categories(SCANNER.scan(new ScanInput(List.of(text), List.of()))))
        .containsOnly("tool.sql_injection");
  }

  @Test
  void findsEscapedTextWhereItWasWritten() {
    String value = "name=%2e%2e%2f%2e%2e%2fetc%2fpasswd ok";
    Finding finding = scan(value, ParameterKind.PATH).findings().getFirst();
    assertThat(value.substring(finding.start(), finding.end()))
        .isEqualTo("%2e%2e%2f%2e%2e%2fetc%2fpasswd");
  }

  @Test
  void joinsWhatIsTooManyToReport() {
    List<Finding> findings = scan("; whoami".repeat(5_000), ParameterKind.UNKNOWN).findings();
    assertThat(findings).hasSize(40);
    assertThat(findings.getLast().end()).isEqualTo(40_000);
  }

  /** Members of an object come as names and values; an operator beside a password is no value. */
  @ParameterizedTest
  @CsvSource({
    "/password/$ne, $ne, true",
    "/login/$gt, $gt, true",
    "/filter/$where, $where, true",
    "/filter/price/$gt, $gt, false",
    "/filter/status/$ne, $ne, false",
    "/status/$in, $in, false",
    "/password, $ne, false"
  })
  void judgesNamesOfMembers(String path, String name, boolean attack) {
    var origin =
        new Origin(Source.TOOL_ARGUMENTS, 0, new Parameter("tool", path, ParameterKind.UNKNOWN));
    ScanResult result = SCANNER.scan(new ScanInput(List.of(new ScanText(name, origin)), List.of()));
    assertThat(categories(result).contains("tool.nosql")).isEqualTo(attack);
  }

  /** Long values of nothing but signs are read to their end. */
  @ParameterizedTest
  @EnumSource(ParameterKind.class)
  void readsLongValues(ParameterKind kind) {
    for (String piece :
        List.of("'a'", "' or ", "${", "{{", "((", "`$(", "%x%n", "]|", "a.b(", "x;y|")) {
      scan(piece.repeat(60_000 / piece.length()), kind);
    }
  }

  /** Whatever order the signs of shells and of SQL come in, the detector has an answer. */
  @ParameterizedTest
  @EnumSource(ParameterKind.class)
  void answersWhateverIsWritten(ParameterKind kind) {
    String[] pieces =
        ("rm -rf / ' \" ` $( ) ( { } | || & && ; < << <<< <( > >> >& 2>&1 \\ $ ${IFS} # eval bash -c"
                + " sudo env -u xargs find -exec a() f(){ curl http://x/y -o @- echo crontab - tee"
                + " union select from or 1 = 'a' -- /* */ /*!5 $$ drop table delete where copy grant *"
                + " . 0x char( like % update set [ @ if ! =b a=b timeout 9 chmod 777 sh nc {a,b}")
            .split(" ", -1);
    var random = new Random(11);
    for (int round = 0; round < 400; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(3) > 0 ? " " : "");
      }
      scan(text.toString(), kind);
    }
  }
}
