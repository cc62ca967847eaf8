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

/** Refuses texts with technical data that may not be exported without a licence. */
public final class ItarEarFilter implements PolicyKind<ItarEarFilter.Config> {
  static final String BLOCKED = "itar_ear_filter.blocked";

  private static final String LABEL = "EXPORT_CONTROLLED";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "itar-ear-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.terms(
                  "blocked_terms",
                  "words and phrases that count beside the built-in ones, matched as whole words in"
                      + " any case"),
              Fields.choice(
                  "action", List.of("block"), "block", "what happens to a text with a match"),
              Fields.bool(
                  "fuzzy_matching", false, "whether slightly different spellings match too"),
              Fields.distance()),
          Codes.of(
              BLOCKED,
              "technical data of a controlled article was found",
              "itar_ear_filter.clean",
              "nothing of the kind was found",
              "itar_ear_filter.fault",
              "the search failed"),
          "refuses technical data of articles on the munitions list, and of well-known dual-use goods");

  /**
   * The block in typed form.
   *
   * @param maxDistance edits a match may be away; 0 without fuzzy matching
   */
  public record Config(List<String> blockedTerms, int maxDistance) {
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
    return new Config(settings.texts("blocked_terms"), Terms.distance(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("itar-ear-filter");
    ScanRequest scan =
        words.scan(words.names(), context, LABEL, config.maxDistance(), config.blockedTerms());
    var found = List.<Condition>of(Conditions.under(context.ownRoot()));
    Effect effect = new Effect.Block(BLOCKED);
    return PolicyLowering.of(scan, List.of(Rule.of("technical-data", found, effect)));
  }
}
