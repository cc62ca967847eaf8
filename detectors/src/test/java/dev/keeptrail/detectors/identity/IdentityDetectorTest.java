package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers in sentences: found with their words, left alone without. */
final class IdentityDetectorTest {
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(
              Set.of("pii.national_id", "pii.tax_id", "pii.passport", "pii.driving_licence"),
              List.of(),
              List.of()));

  static Stream<List<String>> sentences() {
    return TableLines.of("sentences.txt");
  }

  static Stream<List<String>> accepted() {
    return TableLines.of("values.txt").filter(row -> row.get(1).equals("accept"));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void findsNumbersInSentences(List<String> row) {
    String text = row.get(2);
    List<String> found =
        findings(text).stream()
            .map(f -> f.category() + " " + text.substring(f.start(), f.end()))
            .toList();
    if (row.get(0).equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).containsExactly(row.get(0) + " " + row.get(1));
    }
  }

  /** Each value of each scheme, after the first word that names it. */
  @ParameterizedTest
  @MethodSource("accepted")
  void findsEachSchemeByItsWord(List<String> row) {
    List<Scheme> schemes = SchemeTable.get().byId().getOrDefault(row.get(0), List.of());
    Scheme scheme = schemes.getFirst();
    String word = scheme.words().isEmpty() ? countryAndKind(scheme) : scheme.words().getFirst();
    String text = "Notes: " + word + " " + row.get(2) + ", from the file.";
    assertThat(findings(text))
        .as(text)
        .anySatisfy(f -> {
          assertThat(text.substring(f.start(), f.end())).endsWith(row.get(2));
          assertThat(f.score()).isGreaterThanOrEqualTo(0.75);
        });
  }

  private static String countryAndKind(Scheme scheme) {
    return country(scheme)
        + switch (scheme.kind()) {
          case NATIONAL -> " national id";
          case TAX -> " VAT number";
          case PASSPORT -> " passport";
          case LICENCE -> " driving licence";
        };
  }

  private static String country(Scheme scheme) {
    return TableText.rows("words.txt").stream()
        .filter(row -> row.get(0).equals("country") && row.get(1).equals(scheme.country()))
        .map(row -> SchemeTable.words(row.get(2)).getFirst())
        .findFirst()
        .orElse("");
  }

  /** The same values in plain prose, where only telling spellings may be found. */
  @ParameterizedTest
  @MethodSource("accepted")
  void leavesUntellingNumbersOfProse(List<String> row) {
    List<Finding> findings = findings("We shipped " + row.get(2) + " last week.");
    boolean digitsOnly = row.get(2).chars().allMatch(Character::isDigit);
    if (digitsOnly && row.get(2).length() <= 12) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void readsTheNameOfAToolsParameter() {
    var origin =
        new Origin(
            Source.TOOL_ARGUMENTS,
            0,
            new Parameter("book", "/traveller/passport_number", ParameterKind.IDENTIFIER));
    var input = new ScanInput(List.of(new ScanText("K4096317", origin)), List.of());
    assertThat(SCANNER.scan(input).findings())
        .extracting(Finding::category)
        .containsExactly("pii.passport");
  }

  @Test
  void leavesNumbersWithAWrongCheckDigit() {
    assertThat(findings("CPF 390.518.247-93")).isEmpty();
  }

  @Test
  void goesOnThroughAList() {
    assertThat(findings("Passports: AB1234967 and XY9876143"))
        .extracting(Finding::category)
        .containsExactly("pii.passport", "pii.passport");
  }

  private static List<Finding> findings(String text) {
    return SCANNER.scan(List.of(text)).findings();
  }
}
