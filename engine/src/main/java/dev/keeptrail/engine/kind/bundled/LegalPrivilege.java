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

/** Refuses texts that say of themselves that they are privileged, or pass on counsel's advice. */
public final class LegalPrivilege implements PolicyKind<LegalPrivilege.Config> {
  static final String BLOCKED = "legal_privilege.blocked";

  private static final String LABEL = "PRIVILEGED";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "legal-privilege",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.terms(
                  "privilege_markers",
                  "words and phrases that count beside the built-in ones, matched as whole words in"
                      + " any case"),
              Fields.choice(
                  "action", List.of("block"), "block", "what happens to a text with a match"),
              Directions.setting()),
          Codes.of(
              BLOCKED,
              "a text is marked as privileged, or passes on what counsel advised",
              "legal_privilege.clean",
              "nothing privileged was found",
              "legal_privilege.fault",
              "the search for privileged texts failed"),
          "keeps legally privileged texts out of requests and answers");

  /** The block in typed form. */
  public record Config(List<String> markers, Directions applyTo) {
    public Config {
      markers = List.copyOf(markers);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(settings.texts("privilege_markers"), Directions.of(settings));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("legal-privilege");
    ScanRequest scan = words.scan(words.names(), context, LABEL, 0, config.markers());
    var found = config.applyTo().and(Conditions.under(context.ownRoot()));
    return PolicyLowering.of(
        scan, List.of(Rule.of("privileged", found, new Effect.Block(BLOCKED))));
  }
}
