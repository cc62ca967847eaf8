package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;

/** Refuses or masks how things with a peaceful use are turned to harm. */
public final class DualUseFilter implements PolicyKind<DualUseFilter.Config> {
  static final String BLOCKED = "dual_use_filter.blocked";
  static final String REDACTED = "dual_use_filter.redacted";

  private static final String LABEL = "DUAL_USE";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "dual-use-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.terms(
                  "blocked_terms",
                  "words and phrases that count beside the built-in ones, matched as whole words in"
                      + " any case"),
              Fields.choice(
                  "action",
                  List.of("block", "redact"),
                  "block",
                  "what happens to a text with a match"),
              Fields.bool(
                  "fuzzy_matching", false, "whether slightly different spellings match too"),
              Fields.distance()),
          Codes.of(
              BLOCKED,
              "the harmful use of a dual-use good was found",
              REDACTED,
              "the harmful use of a dual-use good was found, and was masked",
              "dual_use_filter.clean",
              "nothing of the kind was found",
              "dual_use_filter.fault",
              "the search failed"),
          "refuses or masks how dual-use goods, agents and tools are turned to harm");

  /**
   * The block in typed form.
   *
   * @param maxDistance edits a match may be away; 0 without fuzzy matching
   */
  public record Config(List<String> blockedTerms, boolean redact, int maxDistance) {
    public Config {
      blockedTerms = List.copyOf(blockedTerms);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.texts("blocked_terms"),
        settings.text("action").equals("redact"),
        Terms.distance(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("dual-use-filter");
    ScanRequest scan =
        words.scan(words.names(), context, LABEL, config.maxDistance(), config.blockedTerms());
    var found = List.<Condition>of(Conditions.under(context.ownRoot()));
    Effect effect = config.redact() ? new Effect.Redact(REDACTED) : new Effect.Block(BLOCKED);
    return PolicyLowering.of(scan, List.of(Rule.of("harmful-use", found, effect)));
  }
}
