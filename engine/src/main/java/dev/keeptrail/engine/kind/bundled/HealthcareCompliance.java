package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;

/** Puts disclaimers before answers that say what to do about health, and blocks listed phrases. */
public final class HealthcareCompliance implements PolicyKind<HealthcareCompliance.Config> {
  static final String REVIEW = "healthcare_compliance.review";

  private static final Advising.Kind KIND =
      new Advising.Kind("advice.health", "healthcare_compliance");

  private static final String USUAL =
      "This is general information and not medical advice. Ask a doctor or pharmacist before you"
          + " act on it; in an emergency, call your local emergency number.";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "healthcare-compliance",
          Set.of(Phase.OUTPUT),
          List.of(
              Advising.patterns(),
              Advising.disclaimers(USUAL),
              Fields.limit(
                  "fda_class",
                  new SettingType.Choice(List.of("I", "II", "III")),
                  "the class of the device that the answers are part of (21 CFR 860.3): in class"
                      + " `II` general remarks on self-care count as advice too, and in class `III`"
                      + " advice waits for a person")),
          Codes.of(
              KIND.blocked(),
              "the answer has a match of `blocked_patterns`",
              REVIEW,
              "the answer advises on health, and `fda_class` is `III`",
              KIND.disclaimer(),
              "the answer advises on health, and the disclaimers were put before it",
              KIND.advice(),
              "the answer advises on health, and there are no disclaimers to put before it",
              KIND.clean(),
              "the answer has no match and gives no advice, or has all disclaimers already",
              KIND.fault(),
              "a detector that the policy needs failed"),
          "puts disclaimers before answers that say what to do about health, and blocks listed"
              + " phrases");

  /** What the class of a device asks for. */
  public enum Risk {
    LOW(0.7),
    MODERATE(0.5),
    HIGH(0.5);

    private final double sure;

    Risk(double sure) {
      this.sure = sure;
    }
  }

  /** The block in typed form. */
  public record Config(Advising advising, Risk risk) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    Risk risk =
        switch (settings.optionalText("fda_class").orElse("I")) {
          case "III" -> Risk.HIGH;
          case "II" -> Risk.MODERATE;
          default -> Risk.LOW;
        };
    return new Config(Advising.of(settings), risk);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    double sure = config.risk().sure;
    List<Rule> review =
        config.risk() == Risk.HIGH
            ? List.of(
                Rule.of(
                    "advice-for-review",
                    List.of(Advising.advice(KIND, sure)),
                    new Effect.Escalate(REVIEW)))
            : List.of();
    return config.advising().lower(KIND, sure, review, context);
  }
}
