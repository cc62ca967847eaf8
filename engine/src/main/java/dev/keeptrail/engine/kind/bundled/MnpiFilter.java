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

/** Refuses texts that carry material information which is not public. */
public final class MnpiFilter implements PolicyKind<MnpiFilter.Config> {
  static final String BLOCKED = "mnpi_filter.blocked";

  private static final String LABEL = "MNPI";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "mnpi-filter",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.patterns(
                  "detect_patterns",
                  "regular expressions that count beside the built-in phrases, matched without"
                      + " regard to case"),
              Fields.choice(
                  "action", List.of("block"), "block", "what happens to a text with a match"),
              Directions.setting()),
          Codes.of(
              BLOCKED,
              "a text carries material information that is not public",
              "mnpi_filter.clean",
              "no such information was found",
              "mnpi_filter.fault",
              "the search for such information failed"),
          "refuses texts that carry material non-public information");

  /** The block in typed form. */
  public record Config(List<String> detectPatterns, Directions applyTo) {
    public Config {
      detectPatterns = List.copyOf(detectPatterns);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(settings.texts("detect_patterns"), Directions.of(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("mnpi-filter");
    ScanRequest scan =
        words
            .scan(words.names(), context, LABEL, 0)
            .and(
                new ScanRequest(
                    Set.of(), Terms.patterns(context, LABEL, config.detectPatterns()), List.of()));
    var found = config.applyTo().and(Conditions.under(context.ownRoot()));
    return PolicyLowering.of(
        scan, List.of(Rule.of("not-public", found, new Effect.Block(BLOCKED))));
  }
}
