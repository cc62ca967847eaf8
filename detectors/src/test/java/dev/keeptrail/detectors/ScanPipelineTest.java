package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.ScanRequest.TermList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScanPipelineTest {
  private static final Scanner EMAIL_AND_CARD =
      Detectors.scanner(new ScanRequest(Set.of("pii.email", "pci"), List.of(), List.of()));

  private static List<String> found(String text) {
    return EMAIL_AND_CARD.scan(List.of(text)).findings().stream()
        .map(f -> f.category() + " " + text.substring(f.start(), f.end()) + " " + f.view().word())
        .toList();
  }

  @Test
  void findsValuesInPlainText() {
    assertThat(found("write to ann.lee@example.com, card 4111 1111 1111 1111."))
        .containsExactly(
            "pii.email ann.lee@example.com plain", "pci.card 4111 1111 1111 1111 plain");
  }

  @Test
  void mapsHiddenValuesBackToTheOriginal() {
    assertThat(found("x ann\u200B@exam\u00ADple.com y"))
        .containsExactly("pii.email ann\u200B@exam\u00ADple.com normalized");
    assertThat(found("x аnn@example.com y")).containsExactly("pii.email аnn@example.com homoglyph");
    assertThat(found("４１１１１１１１１１１１１１１１")).containsExactly("pci.card ４１１１１１１１１１１１１１１１ plain");
  }

  @Test
  void looksInsideBase64Twice() {
    String once = Base64.getEncoder().encodeToString("mail ann@example.com".getBytes(UTF_8));
    String twice = Base64.getEncoder().encodeToString(once.getBytes(UTF_8));
    assertThat(found("see " + once + " end")).containsExactly("pii.email " + once + " base64");
    assertThat(found("see " + twice + " end")).containsExactly("pii.email " + twice + " base64");
  }

  @Test
  void findsTermsAcrossLineBreaks() {
    var terms = new TermList("custom.t", "TERM", List.of("project falcon"), 0, true);
    Scanner scanner = Detectors.scanner(new ScanRequest(Set.of(), List.of(), List.of(terms)));
    Finding finding = scanner.scan(List.of("The Project\n  Falcon plan")).findings().getFirst();
    assertThat(finding.start()).isEqualTo(4);
    assertThat(finding.end()).isEqualTo(20);
    assertThat(scanner.scan(List.of("project falcons")).findings()).isEmpty();
  }

  @Test
  void refusesCategoriesNobodyReports() {
    assertThatThrownBy(
            () -> Detectors.scanner(new ScanRequest(Set.of("pii.shoe"), List.of(), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no detector reports `pii.shoe`");
  }
}
