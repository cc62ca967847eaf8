package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Set;

/** Puts texts of the author's own into answers before they are delivered. */
public final class ResponseRewriter implements PolicyKind<Rewriting> {
  static final String REWRITTEN = "response_rewriter.rewritten";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "response-rewriter",
          Set.of(Phase.OUTPUT),
          List.of(
              Rewriting.setting("answers"),
              Fields.inert(
                  "preserve_structure",
                  new SettingType.Bool(),
                  "what is JSON stays JSON of the same shape whatever is put in")),
          Codes.of(
              REWRITTEN,
              "a rule matched, and the text was rewritten",
              "response_rewriter.clean",
              "no rule matched",
              "response_rewriter.fault",
              "a detector that the policy needs failed"),
          "puts texts of your own into answers before they are delivered");

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Rewriting configure(Settings settings) {
    return Rewriting.of(settings);
  }

  @Override
  public PolicyLowering lower(Rewriting config, LoweringContext context) {
    return config.lower(
        context, REWRITTEN, new Constraint.OneOf("channel", Set.of("content", "refusal")));
  }
}
