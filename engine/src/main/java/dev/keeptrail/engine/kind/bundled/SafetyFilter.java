package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses what is asked or told to do harm in a field of work, or is not for an age. */
public final class SafetyFilter implements PolicyKind<SafetyFilter.Config> {
  static final String BLOCKED = "safety_filter.blocked";
  static final String REVIEW = "safety_filter.review";

  private static final String LABEL = "UNSAFE";
  private static final String WORDS = "safety-filter";
  private static final String EVERYWHERE = "everywhere";
  private static final String AGE = "under_";
  private static final int ADULT = 18;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "safety-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.choice(
                  "mode",
                  List.of("critical_infrastructure", "automotive", "education", "law_enforcement"),
                  "critical_infrastructure",
                  "the field of work whose dangers count, beside those that count everywhere"),
              Fields.terms(
                  "block_if", "further words and phrases, matched as whole words in any case"),
              Fields.bool(
                  "replace_builtin",
                  false,
                  "whether the words of `block_if` stand instead of those of the mode"),
              Fields.choice(
                  "action",
                  List.of("block", "escalate"),
                  "block",
                  "`block` refuses, `escalate` waits for a person"),
              Fields.bool(
                  "fuzzy_matching", false, "whether slightly different spellings match too"),
              Fields.distance(),
              Fields.integer(
                  "max_age",
                  new SettingType.Int(0, ADULT - 1),
                  0,
                  "the age of the oldest who is meant to read answers: what is not for that age is"
                      + " looked for too; `0` for nothing of the kind")),
          Codes.of(
              BLOCKED,
              "something harmful was asked or told",
              REVIEW,
              "something harmful was asked or told, and `action` is `escalate`",
              "safety_filter.clean",
              "nothing harmful was found",
              "safety_filter.fault",
              "the search for harmful words failed"),
          "refuses what is asked or told to do harm in a field of work");

  /**
   * The block in typed form.
   *
   * @param sections of the built-in words
   * @param maxDistance edits a match may be away; 0 without fuzzy matching
   */
  public record Config(
      List<String> sections, List<String> blockIf, boolean escalate, int maxDistance) {
    public Config {
      sections = List.copyOf(sections);
      blockIf = List.copyOf(blockIf);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    List<String> sections = new ArrayList<>();
    if (!settings.bool("replace_builtin")) {
      sections.add(EVERYWHERE);
      sections.add(settings.text("mode"));
    }
    int age = settings.integer("max_age");
    Vocabulary.of(WORDS).names().stream()
        .filter(name -> name.startsWith(AGE))
        .filter(name -> age > 0 && age < Integer.parseInt(name.substring(AGE.length())))
        .forEach(sections::add);
    return new Config(
        sections,
        settings.texts("block_if"),
        settings.text("action").equals("escalate"),
        Terms.distance(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    ScanRequest scan =
        Vocabulary.of(WORDS)
            .scan(config.sections(), context, LABEL, config.maxDistance(), config.blockIf());
    if (scan.equals(ScanRequest.NOTHING)) {
      return PolicyLowering.of(scan, List.of());
    }
    Effect effect = config.escalate() ? new Effect.Escalate(REVIEW) : new Effect.Block(BLOCKED);
    var found = Conditions.under(context.ownRoot());
    return PolicyLowering.of(scan, List.of(Rule.of("harm", List.of(found), effect)));
  }
}
