package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.language.Languages;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Blocks messages that are written in other languages than the listed ones. */
public final class LanguageValidator implements PolicyKind<LanguageValidator.Config> {
  static final String DENIED = "language_validator.denied";
  static final String NOT_ALLOWED = "language_validator.not_allowed";

  private static final String ROOT = "language";
  private static final String BOTH = "both";
  private static final double DEFAULT_CONFIDENCE = 0.8;

  /** What the application itself says is not judged: its instructions are in its own language. */
  private static final Set<String> SPEAKERS = Set.of("user", "assistant");

  private static final KindSchema SCHEMA =
      new KindSchema(
          "language-validator",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.words(
                  "allowed_languages",
                  codes(),
                  "the languages that may be written, as ISO 639-1 codes; with an empty list, all that"
                      + " are not denied"),
              Fields.words(
                  "denied_languages",
                  codes(),
                  "languages that must not be written, whatever else is allowed"),
              Fields.probability(
                  "min_confidence",
                  DEFAULT_CONFIDENCE,
                  "how sure the language must be; a text whose language is less sure passes"),
              Fields.choice(
                  "action",
                  List.of("block"),
                  "block",
                  "what happens to a text in another language"),
              Fields.choice(
                  "apply_to",
                  List.of(BOTH, Phase.INPUT.word(), Phase.OUTPUT.word()),
                  BOTH,
                  "whether requests, answers or both are judged")),
          Codes.of(
              DENIED,
              "a text is written in one of `denied_languages`",
              NOT_ALLOWED,
              "there are `allowed_languages`, and a text is written in none of them",
              "language_validator.clean",
              "every text whose language is sure is in a language that may be written",
              "language_validator.fault",
              "the detector of languages failed"),
          "blocks messages and answers in other languages than the listed ones");

  /**
   * The block in typed form.
   *
   * @param phase the only phase that is judged; null for both
   */
  public record Config(
      List<String> allowed, List<String> denied, double minConfidence, @Nullable Phase phase) {
    public Config {
      allowed = List.copyOf(allowed);
      denied = List.copyOf(denied);
    }
  }

  private static List<String> codes() {
    return Languages.all().stream().sorted().toList();
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    String where = settings.text("apply_to");
    return new Config(
        settings.texts("allowed_languages"),
        settings.texts("denied_languages"),
        settings.decimal("min_confidence"),
        where.equals(BOTH) ? null : where.equals("input") ? Phase.INPUT : Phase.OUTPUT);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    if (!config.denied().isEmpty()) {
      List<String> denied = config.denied().stream().map(LanguageValidator::category).toList();
      rules.add(rule("denied", config, denied, null, DENIED));
    }
    if (!config.allowed().isEmpty()) {
      Set<String> allowed =
          config.allowed().stream().map(LanguageValidator::category).collect(Collectors.toSet());
      rules.add(
          rule(
              "not-allowed",
              config,
              List.of(ROOT),
              new Constraint.NoneOf(FactSchema.CATEGORY, allowed),
              NOT_ALLOWED));
    }
    Set<String> wanted = rules.isEmpty() ? Set.of() : new LinkedHashSet<>(Set.of(ROOT));
    return PolicyLowering.of(new ScanRequest(wanted, List.of(), List.of()), rules);
  }

  private static Rule rule(
      String name, Config config, List<String> roots, @Nullable Constraint more, String code) {
    List<Constraint> constraints = new ArrayList<>();
    if (more != null) {
      constraints.add(more);
    }
    constraints.add(new Constraint.AtLeast("score", config.minConfidence()));
    constraints.add(new Constraint.Equal("channel", Channel.CONTENT.word()));
    constraints.add(new Constraint.OneOf("role", SPEAKERS));
    // WHY: what a text hides is for other policies; the language is that of what stands there.
    constraints.add(new Constraint.Equal("view", View.PLAIN.word()));
    List<Condition> conditions = new ArrayList<>();
    conditions.add(Conditions.finding(roots, constraints.toArray(Constraint[]::new)));
    Phase phase = config.phase();
    if (phase != null) {
      conditions.add(
          new Condition.Exists(
              List.of(
                  new Pattern(
                      0, FactType.REQUEST, List.of(new Constraint.Equal("phase", phase.word()))))));
    }
    return Rule.of(name, conditions, new Effect.Block(code));
  }

  private static String category(String code) {
    return ROOT + "." + code;
  }
}
