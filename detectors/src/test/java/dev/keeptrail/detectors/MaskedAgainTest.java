package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In a text whose findings were replaced by marks, nothing else is found because of the marks. */
final class MaskedAgainTest {
  /**
   * The host told that a password is none; fields of a line, of which the mark looks like a name.
   */
  private static final Set<String> OTHERWISE =
      Set.of("mysql://root:root@[IP]/test", "| ann:{PLAIN}[PASSWORD]:1000:1000");

  private static final Scanner SCANNER = Scans.scanner("pii", "pci", "phi", "secret");

  @Test
  void maskedTextsAreLeftAsTheyAre() {
    var wrong = new ArrayList<String>();
    var otherwise = new HashSet<String>();
    int masks = 0;
    for (String text : new SplicedTexts().all()) {
      List<Finding> findings = found(text);
      if (!findings.isEmpty()) {
        String masked = masked(text, findings);
        masks++;
        if (OTHERWISE.contains(masked)) {
          otherwise.add(masked);
        } else {
          found(masked).forEach(again -> wrong.add(again.category() + " in: " + masked));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(masks).isGreaterThan(100);
    assertThat(otherwise).isEqualTo(OTHERWISE);
  }

  private static List<Finding> found(String text) {
    return SCANNER.scan(List.of(text)).findings().stream()
        .filter(finding -> finding.score() >= 0.5)
        .sorted(Comparator.comparingInt(Finding::start))
        .toList();
  }

  private static String masked(String text, List<Finding> findings) {
    var masked = new StringBuilder();
    int at = 0;
    for (Finding finding : findings) {
      if (finding.start() >= at) {
        masked.append(text, at, finding.start()).append('[').append(finding.label()).append(']');
      }
      at = Math.max(at, finding.end());
    }
    return masked.append(text.substring(at)).toString();
  }
}
