package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DlpFilterTest {
  @Test
  void masksSecretsTermsAndPatterns() {
    assertThat(
            Packs.chain()
                .with(
                    "dlp-filter",
                    "blocked_terms",
                    List.of("Project Atlas"),
                    "detect_patterns",
                    List.of("TICKET-\\d+"))
                .edit("project atlas uses sk-secret, see ticket-7"))
        .isEqualTo("[TERM] uses [API_KEY], see [PATTERN]");
  }

  @Test
  void blocksWhenAsked() {
    PhaseDecision decision =
        Packs.chain().with("dlp-filter", "action", "block").judge("use sk-secret");
    assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
    assertThat(decision.reasonCode()).isEqualTo("dlp_filter.blocked");
  }

  @ParameterizedTest
  @CsvSource({
    "standard,   CONFIDENTIAL plans, ALLOW,  dlp_filter.clean",
    "high,       CONFIDENTIAL plans, BLOCK,  dlp_filter.marked",
    "restricted, CONFIDENTIAL plans, BLOCK,  dlp_filter.marked",
    "high,       use sk-secret,      REDACT, dlp_filter.redacted",
    "restricted, use sk-secret,      BLOCK,  dlp_filter.blocked",
    "high,       internal only,      ALLOW,  dlp_filter.clean",
    "restricted, internal only,      BLOCK,  dlp_filter.marked",
    "restricted, hello,              ALLOW,  dlp_filter.clean"
  })
  void sensitivityRaisesWhatHappens(String level, String text, Verdict verdict, String reason) {
    PhaseDecision decision =
        Packs.chain().with("dlp-filter", "sensitivity_level", level).judge(text);
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.policies().getFirst().reasonCode()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"false, 3, 0", "true, 3, 3", "true, 1, 1"})
  void fuzzyMatchingSaysHowFarTermsMayBe(boolean fuzzy, int distance, int expected)
      throws Exception {
    var kind = PolicyKinds.installed().find("dlp-filter").orElseThrow();
    var settings =
        new Settings(
            kind.schema(),
            new PlanValue.Mapping(
                Map.of(
                    "blocked_terms",
                    new PlanValue.Sequence(List.of(new PlanValue.Text("Atlas"))),
                    "fuzzy_matching",
                    new PlanValue.Bool(fuzzy),
                    "max_distance",
                    new PlanValue.Int(distance))));
    var lowered = kind.lower(settings, new LoweringContext("dlp-filter", ref -> Optional.empty()));
    assertThat(lowered.scan().terms())
        .singleElement()
        .satisfies(terms -> {
          assertThat(terms.maxDistance()).isEqualTo(expected);
          assertThat(terms.wholeWords()).isTrue();
        });
  }

  @Test
  void blankTermsMatchNothing() throws Exception {
    try (PolicyProgram program =
        Packs.chain().with("dlp-filter", "blocked_terms", List.of("", " ")).load("reference")) {
      assertThat(program.planDigest()).startsWith("sha256:");
    }
    assertThat(Packs.chain().with("dlp-filter", "blocked_terms", List.of("", " ")).edit("a b c"))
        .isEqualTo("a b c");
  }
}
