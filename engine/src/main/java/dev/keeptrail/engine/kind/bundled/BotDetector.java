package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Minds callers who send much the same over and over. Whoever evaluates remembers what was sent
 * lately, and hands in how many of it was like this request; the rule here acts on that number.
 */
public final class BotDetector implements PolicyKind<BotDetector.Config> {
  /** The kind's name. */
  public static final String NAME = "bot-detector";

  static final String BLOCKED = "bot_detector.blocked";
  static final String SUSPECTED = "bot_detector.suspected";

  private static final String BLOCK = "block";
  private static final int DEFAULT_SECONDS = 60;
  private static final int MAX_SECONDS = 3_600;
  private static final double DEFAULT_SIMILARITY = 0.9;
  private static final int DEFAULT_REQUESTS = 5;
  private static final int MAX_REQUESTS = 1_000;

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.INPUT),
          List.of(
              Fields.texts(
                  "fingerprint_fields",
                  List.of("user-agent", "x-forwarded-for", "authorization"),
                  "headers by which callers are told apart, all of them together; what they say is"
                      + " hashed and goes nowhere; with an empty list, all callers are one"),
              Fields.integer(
                  "profile_window_seconds",
                  new SettingType.Int(1, MAX_SECONDS),
                  DEFAULT_SECONDS,
                  "how long a request is remembered"),
              Fields.probability(
                  "similarity_threshold",
                  DEFAULT_SIMILARITY,
                  "which part of their pairs of neighbouring words two requests must share to count"
                      + " as much the same"),
              Fields.integer(
                  "max_requests_per_window",
                  new SettingType.Int(1, MAX_REQUESTS),
                  DEFAULT_REQUESTS,
                  "how many requests that are much the same a caller may send in that time"),
              Fields.choice(
                  "action",
                  List.of("warn", BLOCK),
                  "warn",
                  "`block` refuses requests beyond that, `warn` records them")),
          Codes.of(
              BLOCKED,
              "the caller has sent more than `max_requests_per_window` requests that are much the"
                  + " same, and `action` is `block`",
              SUSPECTED,
              "the same, and `action` is `warn`",
              "bot_detector.clean",
              "the caller has sent no more of them, or nobody counts"),
          "minds callers who send much the same over and over");

  /**
   * The block in typed form.
   *
   * @param fields names of headers, in lower case
   */
  public record Config(
      List<String> fields, int windowSeconds, double similarity, int maxRequests, boolean blocks) {
    public Config {
      fields = List.copyOf(fields);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.texts("fingerprint_fields").stream()
            .map(field -> field.strip().toLowerCase(Locale.ROOT))
            .filter(field -> !field.isEmpty())
            .distinct()
            .sorted()
            .toList(),
        settings.integer("profile_window_seconds"),
        settings.decimal("similarity_threshold"),
        settings.integer("max_requests_per_window"),
        settings.text("action").equals(BLOCK));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Effect effect = config.blocks() ? new Effect.Block(BLOCKED) : new Effect.Flag(SUSPECTED);
    var similar =
        Condition.match(
            FactType.COUNTER,
            List.of(
                new Constraint.Equal("name", Counters.similarOf(context.policy())),
                new Constraint.AtLeast("value", config.maxRequests() + 1.0)));
    return PolicyLowering.of(
        ScanRequest.NOTHING, List.of(Rule.of("too-many-alike", List.of(similar), effect)));
  }
}
