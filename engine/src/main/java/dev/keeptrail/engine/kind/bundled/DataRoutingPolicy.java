package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Keeps requests from targets that do not declare what the policy requires of their data. The rules
 * judge one target; whoever routes judges each before it is asked. What a target does not declare
 * it does not fulfil.
 */
public final class DataRoutingPolicy implements PolicyKind<DataRoutingPolicy.Config> {
  /** The kind's name. */
  public static final String NAME = "data-routing-policy";

  /** The setting that says what happens where no target complies. */
  public static final String ON_NONE = "on_no_compliant_provider";

  /** The word of that setting under which rules refuse. */
  public static final String BLOCK = "block";

  static final String NONE = "data_routing_policy.no_compliant_provider";
  static final String WARNED = "data_routing_policy.not_compliant";

  private static final int MAX_REGION = 64;
  private static final int MAX_REGIONS = 200;

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.INPUT),
          List.of(
              Fields.bool(
                  "require_zero_data_retention",
                  false,
                  "whether a target must declare that it keeps nothing"),
              Fields.bool(
                  "require_no_training",
                  false,
                  "whether a target must declare that it trains no models on what it gets"),
              Fields.limit(
                  "max_retention_days",
                  new SettingType.Int(0, DataPolicy.MAX_RETENTION_DAYS),
                  "the longest retention that a target may declare"),
              Fields.limit(
                  "allowed_regions",
                  new SettingType.ListOf(new SettingType.Text(MAX_REGION), MAX_REGIONS),
                  "the regions that a target may declare, `*` and `?` as wildcards"),
              Fields.choice(
                  ON_NONE,
                  List.of(BLOCK, "warn"),
                  BLOCK,
                  "where no target declares all of it: `block` refuses, `warn` asks as if the policy"
                      + " were not there and records that it did"),
              Fields.inert(
                  "log_provider_selection",
                  new SettingType.Bool(),
                  "events name the target that was asked, and those that were not with the reason")),
          Codes.of(
              NONE,
              "no target that could answer declares all that the policy requires",
              WARNED,
              "the same, and `on_no_compliant_provider` is `warn`",
              "data_routing_policy.clean",
              "the target declares all that the policy requires"),
          "keeps requests from providers that do not declare what is required of their data");

  /** The block in typed form. */
  public record Config(
      boolean zeroDataRetention,
      boolean noTraining,
      OptionalInt maxRetentionDays,
      Optional<List<String>> regions,
      boolean block) {
    public Config {
      regions = regions.map(List::copyOf);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.bool("require_zero_data_retention"),
        settings.bool("require_no_training"),
        settings.optionalInteger("max_retention_days"),
        settings.optionalTexts("allowed_regions"),
        settings.text(ON_NONE).equals(BLOCK));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Effect effect = config.block() ? new Effect.Block(NONE) : new Effect.Flag(Template.of(WARNED));
    List<Rule> rules = new ArrayList<>();
    if (config.zeroDataRetention()) {
      rules.add(rule("keeps-texts", declared("zero_data_retention"), effect));
    }
    if (config.noTraining()) {
      rules.add(rule("trains-on-texts", declared("training_opt_out"), effect));
    }
    config
        .maxRetentionDays()
        .ifPresent(days -> rules.add(rule("keeps-texts-too-long", keptAtMost(days), effect)));
    config
        .regions()
        .ifPresent(regions -> rules.add(rule("in-another-region", within(regions), effect)));
    return PolicyLowering.of(ScanRequest.NOTHING, rules);
  }

  /** Fires unless the target declares what the test asks for. */
  private static Rule rule(String name, Expr test, Effect effect) {
    var absent = Condition.absent(FactType.PROVIDER, List.of(new Constraint.Test(test)));
    return Rule.of(name, List.of(absent), effect);
  }

  private static Expr declared(String field) {
    return new Expr.Compare(
        Comparison.EQUAL, field(field), new Expr.Literal(new Value.Truth(true)));
  }

  private static Expr keptAtMost(int days) {
    return new Expr.Compare(
        Comparison.AT_MOST,
        field("retention_days"),
        new Expr.Literal(new Value.Decimal((double) days)));
  }

  private static Expr within(List<String> regions) {
    return ToolNames.oneOf(field("region"), regions);
  }

  private static Expr field(String name) {
    return new Expr.Field(0, name, List.of());
  }
}
