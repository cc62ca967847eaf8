package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.quality.Assertion;
import dev.keeptrail.engine.quality.QualityCheck;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds answers against what their author asks of them, without asking a model. */
public final class QualityScorer implements PolicyKind<QualityScorer.Config> {
  static final String SHORT = "quality_scorer.too_short";
  static final String SENTENCES = "quality_scorer.too_few_sentences";
  static final String ASSERTION = "quality_scorer.assertion_failed";
  static final String SCORE = "quality_scorer.below_threshold";
  static final String NOTED = "quality_scorer.noted";
  static final String SHADOW = "quality_scorer.shadow";

  private static final String JUDGE = "it needs a judge, and none is asked here";
  private static final String FALLBACK = "fallback";
  private static final String FALLBACK_TEXT =
      "The answer did not meet the requirements that are set for it. Please try again.";
  private static final int MAX_CHARS = 1_000_000;
  private static final int MAX_SENTENCES = 10_000;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "quality-scorer",
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.integer(
                  "min_output_chars",
                  new SettingType.Int(0, MAX_CHARS),
                  0,
                  "how many characters an answer must have"),
              Fields.integer(
                  "min_sentences",
                  new SettingType.Int(0, MAX_SENTENCES),
                  0,
                  "how many sentences it must have"),
              QualityAssertions.setting(),
              Fields.block(
                  "thresholds",
                  "what the score of the whole answer must reach",
                  Fields.ownProbability("min_aggregate", "the weighted mean of the assertions"),
                  Fields.unavailable("min_faithfulness", JUDGE),
                  Fields.unavailable("min_relevancy", JUDGE),
                  Fields.unavailable("min_coherence", JUDGE),
                  Fields.unavailable("min_completeness", JUDGE),
                  Fields.unavailable("min_accuracy", JUDGE)),
              Fields.block(
                  "pass_policy",
                  "where it is given, the score decides, and assertions that are not `critical` do"
                      + " not refuse on their own",
                  Fields.choice(
                      "strategy",
                      List.of("weighted_average"),
                      "weighted_average",
                      "how assertions make a score"),
                  Fields.ownProbability("threshold", "what the score must reach")),
              Fields.block(
                  "failure_action",
                  "what happens to an answer that is not good enough",
                  Fields.choice(
                      "action",
                      new SettingType.Choice(
                          List.of("block", "escalate", FALLBACK),
                          Map.of(),
                          Map.of("retry", "an answer is asked for once; the caller may ask again")),
                      "block",
                      "`block` refuses it, `escalate` waits for a person, `fallback` puts `message`"
                          + " in its place"),
                  Fields.message("message", "what the caller is told, or gets instead")),
              Fields.unavailable("providers", JUDGE),
              Fields.unavailable("benchmarks", JUDGE),
              Fields.unavailable("weights", JUDGE + "; assertions have a `weight` each"),
              Fields.unavailable("industry", "it chooses how judges judge, and none is asked here"),
              Fields.unavailable("mock_scoring", "scores are never made up")),
          Codes.of(
              SHORT,
              "the answer has fewer characters than `min_output_chars`",
              SENTENCES,
              "the answer has fewer sentences than `min_sentences`",
              ASSERTION,
              "an assertion does not hold",
              SCORE,
              "the score of the answer is below what it must reach",
              NOTED,
              "an assertion that may not refuse does not hold",
              SHADOW,
              "an assertion in mode `shadow` does not hold",
              "quality_scorer.clean",
              "the answer is good enough"),
          "holds answers against assertions that need no judge");

  /** What comes of an assertion that does not hold. */
  public enum Outcome {
    REFUSE,
    NOTE,
    SHADOW
  }

  /** One assertion of the block, with the name that traces show. */
  public record Asked(String name, QualityCheck.Graded graded, Outcome outcome) {}

  /** The block in typed form. */
  public record Config(
      int minChars,
      int minSentences,
      List<Asked> asked,
      OptionalDouble threshold,
      String action,
      @Nullable String message) {
    public Config {
      asked = List.copyOf(asked);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    OptionalDouble passing = settings.optionalDecimal("pass_policy.threshold");
    List<Asked> asked = new ArrayList<>();
    List<Settings> blocks = settings.list("assertions");
    for (int at = 0; at < blocks.size(); at++) {
      Settings block = blocks.get(at);
      if (block.bool("enabled")) {
        Assertion assertion = QualityAssertions.of(block, "assertions[" + at + "]");
        asked.add(asked(block, assertion, passing.isPresent(), asked.size()));
      }
    }
    OptionalDouble least = settings.optionalDecimal("thresholds.min_aggregate");
    OptionalDouble threshold =
        least.isEmpty()
            ? passing
            : OptionalDouble.of(Math.max(least.getAsDouble(), passing.orElse(0)));
    return new Config(
        settings.integer("min_output_chars"),
        settings.integer("min_sentences"),
        asked,
        threshold,
        settings.text("failure_action.action"),
        settings.optionalText("failure_action.message").orElse(null));
  }

  private static Asked asked(Settings block, Assertion assertion, boolean scored, int index) {
    String mode = block.text("mode");
    boolean enforced = mode.equals("enforce");
    Outcome outcome =
        switch (mode) {
          case "shadow" -> Outcome.SHADOW;
          case "audit" -> Outcome.NOTE;
          default ->
              switch (block.text("severity")) {
                case "critical" -> Outcome.REFUSE;
                case "info" -> Outcome.NOTE;
                default -> scored ? Outcome.NOTE : Outcome.REFUSE;
              };
        };
    String name = (index + 1) + "." + block.optionalText("name").orElse(block.text("type"));
    return new Asked(
        name, new QualityCheck.Graded(assertion, block.decimal("weight"), enforced), outcome);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    var check =
        new QualityCheck(
            "quality." + context.policy(),
            config.minChars(),
            config.minSentences(),
            config.asked().stream().map(Asked::graded).toList());
    List<Rule> rules = new ArrayList<>();
    if (config.minChars() > 0) {
      rules.add(refusing("min-output-chars", is(check.shortage()), config, SHORT));
    }
    if (config.minSentences() > 0) {
      rules.add(refusing("min-sentences", is(check.fewSentences()), config, SENTENCES));
    }
    for (int i = 0; i < config.asked().size(); i++) {
      Asked asked = config.asked().get(i);
      Condition.Match failed = is(check.failed(i));
      rules.add(
          switch (asked.outcome()) {
            case REFUSE -> refusing(asked.name(), failed, config, ASSERTION);
            case NOTE -> Rule.of(asked.name(), List.of(failed), new Effect.Flag(NOTED));
            case SHADOW -> Rule.of(asked.name(), List.of(failed), new Effect.Allow(SHADOW));
          });
    }
    if (config.threshold().isPresent()) {
      Condition.Match below = below(check.score(), config.threshold().getAsDouble());
      rules.add(refusing("score", below, config, SCORE));
    }
    return new PolicyLowering(
            ScanRequest.NOTHING,
            rules,
            MarkerStyle.LABEL,
            config.action().equals(FALLBACK) ? null : config.message())
        .measuring(check::facts);
  }

  private static Rule refusing(String name, Condition.Match when, Config config, String code) {
    return switch (config.action()) {
      case "escalate" -> Rule.of(name, List.of(when), new Effect.Escalate(code));
      case FALLBACK -> {
        Condition.Match text =
            Condition.match(
                FactType.MESSAGE,
                List.of(
                    new Constraint.Equal("channel", "content"),
                    new Constraint.Equal("role", "assistant")));
        String instead = config.message() == null ? FALLBACK_TEXT : config.message();
        yield Rule.of(
            name,
            List.of(when, text),
            new Effect.Rewrite(Template.of(code), List.of(1), Template.of(instead)));
      }
      default -> Rule.of(name, List.of(when), new Effect.Block(code));
    };
  }

  private static Condition.Match is(String counter) {
    return Condition.match(
        FactType.COUNTER,
        List.of(new Constraint.Equal("name", counter), new Constraint.AtLeast("value", 1.0)));
  }

  private static Condition.Match below(String counter, double least) {
    Expr value = new Expr.Field(0, "value", List.of());
    Expr bound = new Expr.Literal(new Value.Decimal(least));
    return Condition.match(
        FactType.COUNTER,
        List.of(
            new Constraint.Equal("name", counter),
            new Constraint.Test(new Expr.Compare(Comparison.LESS, value, bound))));
  }
}
