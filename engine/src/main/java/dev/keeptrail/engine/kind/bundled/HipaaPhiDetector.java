package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.HipaaIdentifiers;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;

/** Masks or blocks what identifies a patient, as the HIPAA Safe Harbor method lists it. */
public final class HipaaPhiDetector implements PolicyKind<HipaaPhiDetector.Config> {
  static final String REDACTED = "hipaa_phi_detector.redacted";
  static final String BLOCKED = "hipaa_phi_detector.blocked";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "hipaa-phi-detector",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.choice(
                  "mode",
                  List.of("hipaa_18"),
                  "hipaa_18",
                  "the eighteen identifiers of 45 CFR 164.514(b)(2)"),
              Fields.choice(
                  "action",
                  List.of("redact", "block"),
                  "redact",
                  "what happens to a text with an identifier in it"),
              Fields.bool(
                  "safe_harbor_method",
                  true,
                  "looks for all identifiers; `false` leaves what a limited data set may hold (45"
                      + " CFR 164.514(e)): dates, ages and postcodes"),
              Redacting.block()),
          Codes.of(
              REDACTED,
              "an identifier was masked",
              BLOCKED,
              "an identifier was found and the action is `block`",
              "hipaa_phi_detector.clean",
              "no identifier was found",
              "hipaa_phi_detector.fault",
              "a detector of identifiers failed"),
          "masks or blocks the eighteen identifiers that HIPAA names");

  /** The block in typed form. */
  public record Config(boolean block, boolean safeHarbor, Redacting redaction) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.text("action").equals("block"),
        settings.bool("safe_harbor_method"),
        Redacting.of(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) throws PlanLoadException {
    Set<String> categories = HipaaIdentifiers.categories(config.safeHarbor());
    Effect effect = config.block() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    var found = Conditions.finding(List.copyOf(categories));
    return new PolicyLowering(
        new ScanRequest(categories, List.of(), List.of()),
        List.of(Rule.of("identifier", List.of(found), effect)),
        config.redaction().markers(context),
        null);
  }
}
