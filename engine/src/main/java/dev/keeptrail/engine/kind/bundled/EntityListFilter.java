package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Set;

/** Blocks texts that name one of the listed people, companies or places. */
public final class EntityListFilter implements PolicyKind<EntityListFilter.Config> {
  static final String BLOCKED = "entity_list_filter.blocked";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "entity-list-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.terms(
                  "blocked_entities",
                  "names that must not occur, in any case, anywhere in a text, inside words too"),
              Fields.choice(
                  "action", List.of("block"), "block", "what happens to a text with a match"),
              Fields.bool(
                  "fuzzy_matching",
                  false,
                  "whether slightly different spellings match too, word by word"),
              Fields.distance()),
          Codes.of(
              BLOCKED,
              "a listed entity was named",
              "entity_list_filter.clean",
              "no listed entity was named",
              "entity_list_filter.fault",
              "the search for entities failed"),
          "blocks requests and responses that name a listed entity");

  /**
   * The block in typed form.
   *
   * @param maxDistance edits a match may be away; 0 without fuzzy matching
   */
  public record Config(List<String> blockedEntities, int maxDistance) {
    public Config {
      blockedEntities = List.copyOf(blockedEntities);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(settings.texts("blocked_entities"), Terms.distance(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<ScanRequest.TermList> terms =
        Terms.anywhere(context, "ENTITY", config.blockedEntities(), config.maxDistance());
    if (terms.isEmpty()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    var scan = new ScanRequest(Set.of(), List.of(), terms);
    var listed = Conditions.under(context.ownRoot());
    return PolicyLowering.of(
        scan, List.of(Rule.of("listed-entity", List.of(listed), new Effect.Block(BLOCKED))));
  }
}
