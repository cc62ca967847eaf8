package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in for a value is no finding itself, so that a text can be judged again. */
final class MarkersFoundAgainTest {
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(
              Set.of("pii", "pci", "phi", "secret", "injection", "marking"), List.of(), List.of()));

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("pii.email", "jane.doe@corp.example"),
          Map.entry("pii.phone", "+1 202-555-0143"),
          Map.entry("pci.card", "4111 1111 1111 1111"),
          Map.entry("pii.iban", "GB82 WEST 1234 5698 7654 32"),
          Map.entry("pii.ssn", "536-22-8726"),
          Map.entry("pii.ip", "10.20.30.40"),
          Map.entry("pii.name", "Jane Doe"),
          Map.entry("pii.passport", "C01X00T47"),
          Map.entry("secret.api_key", "abcdefghijklmnopqrstuvwx"));

  private static final List<String> SENTENCES =
      List.of("%s", "please write to %s today", "{\"value\": \"%s\"}", "number: %s.");

  @ParameterizedTest
  @EnumSource(MarkerFormat.class)
  void noMarkerIsAFinding(MarkerFormat format) {
    var style =
        new MarkerStyle(
            format,
            false,
            Map.of(),
            format == MarkerFormat.HASH ? HashKey.of("a key for tests") : null,
            true);
    Set<String> found = new TreeSet<>();
    VALUES.forEach((category, value) -> {
      String label =
          category.substring(category.indexOf('.') + 1).toUpperCase(java.util.Locale.ROOT);
      String marker = Markers.render(style, label, category, value, value.length());
      for (String sentence : SENTENCES) {
        String text = sentence.formatted(marker);
        for (Finding finding : SCANNER.scan(List.of(text)).findings()) {
          found.add(text + " -> " + finding.category());
        }
      }
    });
    assertThat(found).isEmpty();
    assertThat(SCANNER.scan(List.of("jane.doe@corp.example")).findings()).isNotEmpty();
  }
}
