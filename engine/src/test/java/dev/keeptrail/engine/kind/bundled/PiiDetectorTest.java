package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PiiDetectorTest {
  private static final String EMAIL = "bob@example.com";

  @Test
  void masksByDefault() {
    assertThat(Packs.chain().with("pii-detector").edit("mail " + EMAIL + " or 555-0100."))
        .isEqualTo("mail [EMAIL] or [PHONE].");
  }

  @Test
  void blocksWhenAsked() {
    PhaseDecision decision =
        Packs.chain().with("pii-detector", "action", "block").judge("mail " + EMAIL);
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("pii_detector.blocked");
    assertThat(decision.redactions()).isEmpty();
  }

  @Test
  void judgesResponsesToo() {
    PhaseDecision decision =
        Packs.chain()
            .with("pii-detector")
            .judge(Phase.OUTPUT, Packs.segment(Channel.REASONING, EMAIL));
    assertThat(decision.verdict()).isEqualTo(Verdict.REDACT);
  }

  @ParameterizedTest
  @CsvSource({
    "pci_mode, true, cvv 123, [CVV]",
    "pci_mode, false, cvv 123, cvv 123",
    "pci_mode, false, 4111111111111111, [CARD]",
    "healthcare_mode, true, MRN-1, [MRN]",
    "healthcare_mode, false, MRN-1, MRN-1"
  })
  void modesAddCategories(String setting, boolean value, String text, String expected) {
    assertThat(Packs.chain().with("pii-detector", setting, value).edit(text)).isEqualTo(expected);
  }

  @Test
  void entitiesAddAndExcludeTakesAway() {
    assertThat(
            Packs.chain()
                .with(
                    "pii-detector",
                    "entities",
                    List.of("phi"),
                    "exclude",
                    List.of("pii.email", "pci"))
                .edit("MRN-1 bob@example.com 555-0100 4111111111111111"))
        .isEqualTo("[MRN] bob@example.com [PHONE] 4111111111111111");
  }

  @Test
  void withAllExcludedNothingIsMasked() {
    assertThat(
            Packs.chain()
                .with("pii-detector", "exclude", List.of("pii", "pci"))
                .edit("mail bob@example.com"))
        .isEqualTo("mail bob@example.com");
  }

  @Test
  void itsOwnPatternsAreMaskedAsPersonalData() {
    assertThat(
            Packs.chain()
                .with("pii-detector", "detect_patterns", List.of("EMP-\\d+"))
                .edit("ask emp-42"))
        .isEqualTo("ask [PII]");
  }

  @ParameterizedTest
  @CsvSource({
    "label,    bob@example.com,  [EMAIL]",
    "asterisk, bob@example.com,  ***",
    "partial,  bob@example.com,  b***@example.com",
    "partial,  4111111111111111, ***1111",
    "partial,  555-0100,         ***00"
  })
  void markersHaveTheFormatAskedFor(String format, String text, String expected) {
    assertThat(Packs.chain().with("pii-detector", "redaction.marker_format", format).edit(text))
        .isEqualTo(expected);
  }

  @Test
  void hashMarkersAreStableAndShowNoValue() {
    Packs pack =
        Packs.chain()
            .with(
                "pii-detector",
                "redaction.marker_format",
                "hash",
                "redaction.hash_key_ref",
                new SecretRef.Env("REDACTION_KEY"));
    String edited = pack.edit(EMAIL + " " + EMAIL);
    assertThat(edited).matches("\\[EMAIL~([0-9a-f]{14})] \\[EMAIL~\\1]");
    assertThat(pack.edit(EMAIL)).isEqualTo(edited.split(" ", -1)[0]);
  }

  @Test
  void hashMarkersNeedAKey() {
    Packs pack = Packs.chain().with("pii-detector", "redaction.marker_format", "hash");
    assertThatThrownBy(() -> pack.load("drools"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("`redaction.hash_key_ref`");
  }

  @Test
  void hashMarkersNeedAKeyThatIsThere() {
    Packs pack =
        Packs.chain()
            .with(
                "pii-detector",
                "redaction.marker_format",
                "hash",
                "redaction.hash_key_ref",
                new SecretRef.Env("MISSING"));
    assertThatThrownBy(() -> pack.load("reference"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("none under that reference");
  }

  @ParameterizedTest
  @CsvSource({"email", "EMAIL", "pii.email", "Pii.Email"})
  void customMarkersGoByLabelOrCategoryInAnyCase(String name) {
    assertThat(
            Packs.chain()
                .with("pii-detector", "redaction.custom_markers", Map.of(name, "<mail>"))
                .edit("to " + EMAIL + " or 555-0100"))
        .isEqualTo("to <mail> or [PHONE]");
  }

  @ParameterizedTest
  @CsvSource({"label, [EMAIL]********", "asterisk, ***************"})
  void lengthCanBeKept(String format, String expected) {
    assertThat(
            Packs.chain()
                .with(
                    "pii-detector",
                    "redaction.marker_format",
                    format,
                    "redaction.preserve_length",
                    true)
                .edit(EMAIL))
        .isEqualTo(expected);
  }

  @Test
  void metadataCanBeLeftOutOfTheRecord() {
    for (String kind : List.of("pii-detector", "hipaa-phi-detector")) {
      Packs quiet = Packs.chain().with(kind, "redaction.include_metadata", false);
      assertThat(quiet.judge(EMAIL).redactions())
          .isNotEmpty()
          .allSatisfy(r -> assertThat(r.recorded()).isFalse());
      assertThat(Packs.chain().with(kind).judge(EMAIL).redactions())
          .isNotEmpty()
          .allSatisfy(r -> assertThat(r.recorded()).isTrue());
    }
  }
}
