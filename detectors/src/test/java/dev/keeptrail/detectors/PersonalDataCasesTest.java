package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of a case file: values that must be found, and texts in which nothing must be. */
final class PersonalDataCasesTest {
  private static final Scanner ALL =
      Scans.scanner(
          "pii",
          "pii.address",
          "pii.date",
          "pii.age",
          "pii.url",
          "pii.reference",
          "pii.last_digits",
          "pci",
          "phi",
          "phi.medication");

  record Case(boolean found, String category, String value, String text) {}

  static Stream<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    try (InputStream file =
        Objects.requireNonNull(
            PersonalDataCasesTest.class.getResourceAsStream("personal-data-cases.txt"))) {
      for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
        if (line.startsWith("+ ") || line.startsWith("- ")) {
          cases.add(read(line));
        }
      }
    }
    return cases.stream();
  }

  private static Case read(String line) {
    boolean found = line.charAt(0) == '+';
    String[] fields = line.substring(2).replace("\\n", "\n").split(" \\| ", found ? 3 : 2);
    String text = fields[fields.length - 1];
    return found
        ? new Case(true, fields[0], fields[1], text.equals("*") ? fields[1] : text)
        : new Case(false, fields[0], "", text);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesAndLeaves(Case wanted) {
    List<String> found =
        Scans.found(ALL, wanted.text()).stream()
            .filter(finding -> finding.startsWith(wanted.category()))
            .toList();
    if (wanted.found()) {
      assertThat(found).contains(wanted.category() + " " + wanted.value());
    } else {
      assertThat(found).isEmpty();
    }
  }

  @Test
  void everyCategoryHasBoth() throws IOException {
    List<Case> cases = cases().toList();
    List<String> lacking =
        Detectors.categories().stream()
            .filter(category ->
                category.startsWith("pii.device")
                    || category.startsWith("pii.reference")
                    || category.startsWith("pii.last_digits")
                    || category.startsWith("phi."))
            .filter(category -> cases.stream().noneMatch(one -> one.category().equals(category)))
            .toList();
    assertThat(lacking).isEmpty();
  }
}
