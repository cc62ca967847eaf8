package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;

/** A marker: allows everything, and says in the trace that the chain came this far. */
public final class AuditLogger implements PolicyKind<AuditLogger.Config> {
  static final String LOGGED = "audit_logger.logged";
  private static final int MAX_RETENTION_DAYS = 36_500;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "audit-logger",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.inert(
                  "immutable",
                  new SettingType.Bool(),
                  "integrity belongs to the ledger, which is append-only whatever this says"),
              Fields.inert(
                  "retention_days",
                  new SettingType.Int(1, MAX_RETENTION_DAYS),
                  "retention belongs to the ledger's own configuration"),
              Fields.inert(
                  "hipaa_audit_controls",
                  new SettingType.Bool(),
                  "every governed request is recorded whatever this says"),
              Fields.inert(
                  "log_all_access",
                  new SettingType.Bool(),
                  "every governed request is recorded whatever this says")),
          Codes.of(LOGGED, "the chain reached the marker"),
          "marks in every decision that the chain reached this point; allows everything");

  /** Nothing can be configured. */
  public record Config() {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config();
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    var always = Condition.match(FactType.REQUEST, List.of());
    return PolicyLowering.of(
        ScanRequest.NOTHING, List.of(Rule.of("logged", List.of(always), new Effect.Allow(LOGGED))));
  }
}
