package dev.keeptrail.detectors;

import java.util.List;
import java.util.Set;

/** Short ways for tests to scan one text. */
final class Scans {
  private Scans() {}

  static Scanner scanner(String... categories) {
    return Detectors.scanner(new ScanRequest(Set.of(categories), List.of(), List.of()));
  }

  /** Category and matched original text of each finding. */
  static List<String> found(Scanner scanner, String text) {
    ScanResult result = scanner.scan(List.of(text));
    if (!result.faults().isEmpty()) {
      throw new AssertionError(result.faults());
    }
    return result.findings().stream()
        .map(f -> f.category() + " " + text.substring(f.start(), f.end()))
        .toList();
  }
}
