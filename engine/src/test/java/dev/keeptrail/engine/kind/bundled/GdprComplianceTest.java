package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Consent;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GdprComplianceTest {
  private static final String MAIL = "Write to jane.doe@example.com please.";

  private static Packs pack(Object... settings) {
    return Packs.chain().detectors(Detectors::pluggedScanner).with("gdpr-compliance", settings);
  }

  private static PhaseDecision judge(Packs packs, String text, Fact... facts) {
    return packs.judge(
        new PhaseContent(
            Phase.INPUT,
            new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
            List.of(Packs.segment(Channel.CONTENT, text)),
            List.of(facts),
            List.of()));
  }

  @Test
  void personalDataNeedsAConsent() {
    String policy = "gdpr-compliance";
    assertThat(judge(pack(), MAIL).reasonCode()).isEqualTo(GdprCompliance.MISSING);
    assertThat(judge(pack(), MAIL, Consent.REFUSED.fact(policy)).reasonCode())
        .isEqualTo(GdprCompliance.REFUSED);
    assertThat(judge(pack(), MAIL, Consent.UNVERIFIED.fact(policy)).reasonCode())
        .isEqualTo(GdprCompliance.UNVERIFIED);
    PhaseDecision good = judge(pack(), MAIL, Consent.GOOD.fact(policy));
    assertThat(good.verdict().word()).isEqualTo("allow");
    assertThat(good.policies().getFirst().reasonCode()).isEqualTo(GdprCompliance.PERSONAL_DATA);
    assertThat(judge(pack(), MAIL, Consent.GOOD.fact("another")).reasonCode())
        .isEqualTo(GdprCompliance.MISSING);
  }

  @Test
  void withoutPersonalDataNoneIsNeeded() {
    assertThat(judge(pack(), "How do rivers freeze?").verdict().word()).isEqualTo("allow");
  }

  @Test
  void whereNoneIsRequiredTheDataIsRecorded() {
    PhaseDecision decision = judge(pack("consent_required", false), MAIL);
    assertThat(decision.verdict().word()).isEqualTo("allow");
    assertThat(decision.policies().getFirst().reasonCode()).isEqualTo(GdprCompliance.PERSONAL_DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          personal | Write to jane.doe@example.com please. | block
          sensitive | Write to jane.doe@example.com please. | allow
          sensitive | She is being treated for depression. | block
          personal | She is being treated for depression. | allow
          biometric | Store his fingerprint template in the file. | block
          personal | Store his fingerprint template in the file. | allow
          """)
  void onlyTheCategoriesNamedCount(String category, String text, String verdict) {
    assertThat(judge(pack("data_categories", List.of(category)), text).verdict().word())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am a practising Catholic and need the day off.",
        "My colleague is gay, how do I congratulate him on his wedding?",
        "Mr. Miller is a trade union member.",
        "Her ethnic origin is Romani.",
        "The applicant is pregnant, can we ask for a deferral?",
        "He was diagnosed with lung cancer last week.",
        "His HIV status is positive.",
        "Die Bewerberin ist schwanger.",
        "Der Patient leidet an Krebs.",
        "Elle est enceinte depuis mars.",
        "Mon père souffre d'un cancer.",
      })
  void specialCategoriesAreFound(String text) {
    assertThat(judge(pack("data_categories", List.of("sensitive")), text).reasonCode())
        .isEqualTo(GdprCompliance.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Explain the history of trade unions in Poland.",
        "What are the symptoms of depression?",
        "The great depression was diagnosed with new data by economists.",
        "Which religion is practised most in Indonesia?",
        "The church is catholic and was built in 1740.",
        "Write unit tests for the voice template engine.",
        "The union type is a member of the grammar.",
        "Our app supports face recognition and fingerprint login.",
        "He is a member of the football club.",
        "My religion teacher is very patient.",
        "The results of the blood pressure pump test are in the lab report.",
        "She is republican by conviction, says the play about Rome.",
        "How does the party member discount work?",
        "Das Unternehmen leidet unter der Krise.",
        "Die Kirche ist katholisch.",
        "Le vin est un produit de la région.",
        "Students learn about political opinions in class seven.",
        "My therapy dog is two years old.",
      })
  void ordinaryTextsPass(String text) {
    assertThat(
            judge(pack("data_categories", List.of("sensitive", "biometric")), text)
                .verdict()
                .word())
        .isEqualTo("allow");
  }

  @Test
  void aWebhookForErasureIsRefusedAndRetentionIsSaidToBeElsewhere() {
    CompiledPack erasing = compiled("erasure_webhook: https://example.com/erase");
    assertThat(erasing.plan()).isNull();
    assertThat(erasing.diagnostics().toString())
        .contains("KEY_NOT_AVAILABLE", "keeps no personal data of its own");
    CompiledPack keeping = compiled("retention_days: 30");
    assertThat(keeping.plan()).isNotNull();
    assertThat(keeping.diagnostics().toString()).contains("KEY_WITHOUT_EFFECT");
  }

  @ParameterizedTest
  @CsvSource({
    "consent_header, 'x consent', no name of a header",
    "consent_verification_endpoint, ftp://x/, no address",
    "consent_verification_endpoint, https://user:pass@example.com/, no address",
  })
  void whatCannotWorkIsRefused(String setting, String value, String said) {
    assertThatThrownBy(() -> pack(setting, value).load("reference").close())
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining(said);
  }

  private static CompiledPack compiled(String setting) {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [gdpr-compliance]}
        policy: {gdpr-compliance: {SETTING}}
        """
            .replace("SETTING", setting);
    return new PackCompiler(PackSchemas.installed())
        .compileYaml(new SourceText("policy-config.yaml", pack));
  }
}
