package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stops texts that try to take over the model: overrides, leaks, role play, fake boundaries. */
public final class PromptInjection implements PolicyKind<PromptInjection.Config> {
  static final String DETECTED = "prompt_injection.detected";
  static final String FLAGGED = "prompt_injection.flagged";

  private static final double DEFAULT_THRESHOLD = 0.8;
  private static final String BOUNDARY = "injection.boundary";
  private static final List<String> ATTACKS =
      List.of(
          "injection.override",
          "injection.system_prompt",
          "injection.role_play",
          "injection.exfiltration",
          "injection.indirect",
          "injection.obfuscated",
          "injection.chain",
          "injection.model");

  /** Channels that carry data into the conversation, where no delimiter has any business. */
  private static final Set<String> DATA_CHANNELS =
      Set.of(
          Channel.TOOL_ARGUMENTS.word(),
          Channel.TOOL_RESULT.word(),
          Channel.TOOL_DEFINITION.word(),
          Channel.DOCUMENT.word(),
          Channel.METADATA.word());

  private static final Set<String> RESULT_CHANNELS =
      Set.of(Channel.TOOL_ARGUMENTS.word(), Channel.TOOL_RESULT.word(), Channel.DOCUMENT.word());

  private static final Set<String> DESCRIPTION_CHANNELS = Set.of(Channel.TOOL_DEFINITION.word());

  private static final KindSchema SCHEMA =
      new KindSchema(
          "prompt-injection",
          Set.of(Phase.INPUT),
          List.of(
              Fields.block(
                  "detection",
                  "what counts as an attempt",
                  Fields.probability(
                      "embedding_threshold",
                      DEFAULT_THRESHOLD,
                      "how sure the local detectors must be; patterns of"
                          + " your own always count",
                      "embedding_threshold",
                      "threshold"),
                  Fields.block(
                      "thresholds",
                      "thresholds of their own for some texts",
                      Fields.ownProbability("user", "for messages and the strings beside them"),
                      Fields.ownProbability(
                          "tool_result",
                          "for what tools answer, the arguments of calls, and pages that were"
                              + " fetched"),
                      Fields.ownProbability(
                          "tool_description", "for names, descriptions and schemas of tools")),
                  Fields.patterns(
                      "attack_patterns",
                      "further regular expressions, matched without regard to case",
                      "attack_patterns")),
              Fields.inert(
                  "backend",
                  new SettingType.Choice(List.of("local")),
                  "detection always runs inside the gateway"),
              Fields.block(
                  "encoding",
                  "which disguises are looked through",
                  Fields.bool(
                      "decode_base64",
                      true,
                      "looks inside codes and ciphers: Base64, hexadecimal, percent and HTML"
                          + " escapes, character codes, quoted-printable, rot13 and the"
                          + " like, reversed text"),
                  Fields.bool(
                      "normalize_unicode",
                      true,
                      "looks behind invisible characters, compatibility forms, hidden markup, spaced and"
                          + " spelled-out letters, and digits for letters"),
                  Fields.bool("detect_homoglyphs", true, "looks behind letters of other scripts")),
              Fields.block(
                  "boundaries",
                  "forged message boundaries",
                  Fields.bool(
                      "enforce_delimiters",
                      true,
                      "rejects message delimiters in data: tool results, arguments, definitions,"
                          + " fetched pages and metadata"),
                  Fields.bool(
                      "reject_fake_boundaries",
                      true,
                      "rejects forged system and role markers in the messages themselves")),
              Fields.block(
                  "response",
                  "what happens on an attempt",
                  Fields.choice(
                      "action",
                      List.of("block", "escalate", "flag"),
                      "block",
                      "`block` refuses, `escalate` waits for a person, `flag` allows and records",
                      "action"),
                  Fields.message("message", "the text that a refused caller gets"),
                  Fields.inert(
                      "log_level",
                      new SettingType.Text(32),
                      "every decision is recorded in the ledger whatever this says"))),
          Codes.of(
              DETECTED,
              "an attempt was found and the action is `block` or `escalate`",
              FLAGGED,
              "an attempt was found and the action is `flag`",
              "prompt_injection.clean",
              "no attempt was found",
              "prompt_injection.fault",
              "a detector of injections failed"),
          "stops texts that try to override the instructions of the model");

  /** The block in typed form. */
  public record Config(
      Thresholds thresholds,
      List<String> attackPatterns,
      Encoding encoding,
      Boundaries boundaries,
      String action,
      @Nullable String message) {
    public Config {
      attackPatterns = List.copyOf(attackPatterns);
    }
  }

  /** How sure the detectors must be, by where a text comes from. */
  public record Thresholds(double user, double toolResult, double toolDescription) {
    private List<Place> places() {
      if (user == toolResult && user == toolDescription) {
        return List.of(new Place("", user, List.of(), true));
      }
      Set<String> tools = new LinkedHashSet<>(RESULT_CHANNELS);
      tools.addAll(DESCRIPTION_CHANNELS);
      return List.of(
          new Place("", user, List.of(new Constraint.NoneOf("channel", tools)), true),
          place("-in-tool-result", toolResult, RESULT_CHANNELS),
          place("-in-tool-description", toolDescription, DESCRIPTION_CHANNELS));
    }

    private static Place place(String suffix, double threshold, Set<String> channels) {
      return new Place(
          suffix, threshold, List.of(new Constraint.OneOf("channel", channels)), false);
    }
  }

  /**
   * Where one threshold holds.
   *
   * @param messages whether the messages themselves are among it
   */
  private record Place(String suffix, double threshold, List<Constraint> where, boolean messages) {
    Constraint[] sure(Constraint views, Constraint... more) {
      List<Constraint> all = new ArrayList<>();
      all.add(views);
      all.add(new Constraint.AtLeast("score", threshold));
      all.addAll(List.of(more));
      all.addAll(where);
      return all.toArray(Constraint[]::new);
    }
  }

  /** Which disguises are looked through. */
  public record Encoding(boolean base64, boolean unicode, boolean homoglyphs) {
    private static final List<View> CODES =
        List.of(
            View.BASE64,
            View.HEX,
            View.PERCENT,
            View.HTML_ENTITIES,
            View.CHARACTER_CODES,
            View.QUOTED_PRINTABLE,
            View.ROT13,
            View.CAESAR,
            View.REVERSED);
    private static final List<View> SHAPES =
        List.of(View.NORMALIZED, View.HIDDEN, View.SPACED, View.SPELLED, View.LEET);

    Set<String> views() {
      Set<String> views = new LinkedHashSet<>();
      views.add(View.PLAIN.word());
      views.add(View.JOINED.word());
      if (base64) {
        CODES.forEach(view -> views.add(view.word()));
      }
      if (unicode) {
        SHAPES.forEach(view -> views.add(view.word()));
      }
      if (homoglyphs) {
        views.add(View.HOMOGLYPH.word());
      }
      return views;
    }
  }

  /** Where forged boundaries count. */
  public record Boundaries(boolean inData, boolean inMessages) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        thresholds(settings),
        settings.texts("detection.attack_patterns"),
        new Encoding(
            settings.bool("encoding.decode_base64"),
            settings.bool("encoding.normalize_unicode"),
            settings.bool("encoding.detect_homoglyphs")),
        new Boundaries(
            settings.bool("boundaries.enforce_delimiters"),
            settings.bool("boundaries.reject_fake_boundaries")),
        settings.text("response.action"),
        settings.optionalText("response.message").orElse(null));
  }

  private static Thresholds thresholds(Settings settings) {
    double general = settings.decimal("detection.embedding_threshold");
    return new Thresholds(
        settings.optionalDecimal("detection.thresholds.user").orElse(general),
        settings.optionalDecimal("detection.thresholds.tool_result").orElse(general),
        settings.optionalDecimal("detection.thresholds.tool_description").orElse(general));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Set<String> categories = new LinkedHashSet<>(ATTACKS);
    if (config.boundaries().inData() || config.boundaries().inMessages()) {
      categories.add(BOUNDARY);
    }
    var scan =
        new ScanRequest(
            categories, Terms.patterns(context, "INJECTION", config.attackPatterns()), List.of());
    return new PolicyLowering(scan, rules(config, context), MarkerStyle.LABEL, config.message());
  }

  private static List<Rule> rules(Config config, LoweringContext context) {
    Effect effect =
        switch (config.action()) {
          case "escalate" -> new Effect.Escalate(DETECTED);
          case "flag" -> new Effect.Flag(FLAGGED);
          default -> new Effect.Block(DETECTED);
        };
    var views = new Constraint.OneOf("view", config.encoding().views());
    List<Rule> rules = new ArrayList<>();
    if (!config.attackPatterns().isEmpty()) {
      var own = Conditions.finding(List.of(context.ownRoot()), views);
      rules.add(Rule.of("own-pattern", List.of(own), effect));
    }
    for (Place place : config.thresholds().places()) {
      addRules(place, config.boundaries(), views, effect, rules);
    }
    return rules;
  }

  private static void addRules(
      Place place, Boundaries boundaries, Constraint views, Effect effect, List<Rule> rules) {
    Condition attack = Conditions.finding(ATTACKS, place.sure(views));
    rules.add(rule("attack" + place.suffix(), attack, effect));
    if (boundaries.inData()) {
      var inData = new Constraint.OneOf("channel", DATA_CHANNELS);
      Condition delimiter = Conditions.finding(List.of(BOUNDARY), place.sure(views, inData));
      rules.add(rule("delimiter-in-data" + place.suffix(), delimiter, effect));
    }
    if (boundaries.inMessages() && place.messages()) {
      var inMessage = new Constraint.NoneOf("channel", DATA_CHANNELS);
      Condition fake = Conditions.finding(List.of(BOUNDARY), place.sure(views, inMessage));
      rules.add(rule("fake-boundary" + place.suffix(), fake, effect));
    }
  }

  private static Rule rule(String name, Condition condition, Effect effect) {
    return Rule.of(name, List.of(condition), effect);
  }
}
