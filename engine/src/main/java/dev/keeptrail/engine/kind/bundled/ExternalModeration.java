package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Acts on what a moderation service of the installation minds. Which service that is, and how it is
 * asked, its detectors file says; without one that reports such subjects no plan is loaded.
 */
public final class ExternalModeration implements PolicyKind<ExternalModeration.Config> {
  static final String BLOCKED = "external_moderation.blocked";
  static final String REVIEW = "external_moderation.review";
  static final String FLAGGED = "external_moderation.flagged";

  /** The root of what such services report. */
  private static final String ROOT = "plugin.moderation";

  private static final String OF_INSTALLATION =
      "which service is asked, and how, the detectors file of the installation says";
  private static final String NOT_ASKED =
      "nothing here asks it; put a service of your own before it, and name that as `webhook` in the"
          + " detectors file";

  /** Documented services that no detector of ours asks. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "azure-content-safety",
          NOT_ASKED,
          "bedrock-apply-guardrail",
          NOT_ASKED,
          "dynamo-ai",
          NOT_ASKED,
          "embedding-endpoint",
          "`embedding-detector` compares texts by what they mean",
          "guardrails-ai",
          NOT_ASKED,
          "lakera",
          NOT_ASKED);

  private static final int MAX_TEXT = 2_000;
  private static final int MAX_TIMEOUT = 60_000;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "external-moderation",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.texts(
                  "categories",
                  List.of(),
                  "the subjects that count, in the service's words, each with those under it; without"
                      + " the list, all that the service reports"),
              Fields.probability("threshold", 0.5, "how sure the service must be"),
              Fields.choice(
                  "action",
                  List.of("block", "escalate", "flag"),
                  "block",
                  "`block` refuses, `escalate` waits for a person, `flag` allows and records"),
              Fields.inert(
                  "provider",
                  new SettingType.Choice(
                      List.of("openai-moderation", "presidio", "webhook"), Map.of(), OTHERS),
                  OF_INSTALLATION),
              Fields.inert("endpoint", new SettingType.Text(MAX_TEXT), OF_INSTALLATION),
              Fields.inert("secret_key_ref", new SettingType.SecretReference(), OF_INSTALLATION),
              Fields.inert("timeout_ms", new SettingType.Int(1, MAX_TIMEOUT), OF_INSTALLATION)),
          Codes.of(
              BLOCKED,
              "the service minds the text",
              REVIEW,
              "the service minds the text, and `action` is `escalate`",
              FLAGGED,
              "the service minds the text, and `action` is `flag`",
              "external_moderation.clean",
              "the service minds nothing that counts",
              "external_moderation.fault",
              "the service failed or did not answer in time"),
          "acts on what a moderation service thinks of requests and answers");

  /** The block in typed form; subjects as categories. */
  public record Config(List<String> categories, double threshold, Effect effect) {
    public Config {
      categories = List.copyOf(categories);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    List<String> subjects =
        settings.texts("categories").stream().map(ExternalModeration::category).distinct().toList();
    Effect effect =
        switch (settings.text("action")) {
          case "escalate" -> new Effect.Escalate(REVIEW);
          case "flag" -> new Effect.Flag(Template.of(FLAGGED));
          default -> new Effect.Block(BLOCKED);
        };
    return new Config(
        subjects.isEmpty() ? List.of(ROOT) : subjects, settings.decimal("threshold"), effect);
  }

  /** {@code self-harm/intent} is {@code plugin.moderation.self_harm.intent}. */
  private static String category(String subject) {
    String word =
        subject
            .strip()
            .toLowerCase(Locale.ROOT)
            .replace('/', '.')
            .replace('-', '_')
            .replace(' ', '_');
    return ROOT + "." + word;
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    var sure = new Constraint.AtLeast("score", config.threshold());
    return PolicyLowering.of(
        new ScanRequest(new LinkedHashSet<>(config.categories()), List.of(), List.of()),
        List.of(
            Rule.of(
                "minded",
                List.of(Conditions.finding(config.categories(), sure)),
                config.effect())));
  }
}
