package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the CJIS Security Policy asks of every access: that who asks is known, and is on record. */
public final class CjisMode implements PolicyKind<CjisMode.Config> {
  static final String UNAUTHENTICATED = "cjis_mode.unauthenticated";
  static final String LOGGED = "cjis_mode.access_logged";
  static final String UNATTRIBUTED = "cjis_mode.unattributed";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "cjis-mode",
          Set.of(Phase.values()),
          List.of(
              Fields.bool(
                  "require_auth", true, "whether the gateway must have checked who the caller is"),
              Fields.bool(
                  "access_logging",
                  true,
                  "whether each access is marked in its decision: with whom it is of, or as of"
                      + " nobody who can be named")),
          Codes.of(
              UNAUTHENTICATED,
              "`require_auth` is on and nobody checked who the caller is",
              UNATTRIBUTED,
              "`access_logging` is on and the access cannot be put down to any user",
              LOGGED,
              "`access_logging` is on, and the access is on record with its user",
              "cjis_mode.clean",
              "nothing is asked of the caller"),
          "asks every caller for an identity, and marks every access");

  /** The block in typed form. */
  public record Config(boolean requireAuth, boolean accessLogging) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(settings.bool("require_auth"), settings.bool("access_logging"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    if (config.requireAuth()) {
      rules.add(
          Rule.of(
              "unauthenticated",
              List.of(Callers.unauthenticated()),
              new Effect.Block(UNAUTHENTICATED)));
    }
    if (config.accessLogging()) {
      rules.add(
          Rule.of(
              "unattributed",
              List.of(Callers.without(FactType.IDENTITY, "user", 0)),
              new Effect.Flag(Template.of(UNATTRIBUTED))));
      rules.add(
          Rule.of(
              "access",
              List.of(Condition.match(FactType.REQUEST, List.of())),
              new Effect.Allow(LOGGED)));
    }
    return PolicyLowering.of(ScanRequest.NOTHING, rules);
  }
}
