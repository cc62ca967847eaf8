package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Set;

/** Puts texts of the author's own into requests before they are sent. */
public final class RequestRewriter implements PolicyKind<Rewriting> {
  static final String REWRITTEN = "request_rewriter.rewritten";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "request-rewriter",
          Set.of(Phase.INPUT),
          List.of(Rewriting.setting("messages, tool results included")),
          Codes.of(
              REWRITTEN,
              "a rule matched, and the text was rewritten",
              "request_rewriter.clean",
              "no rule matched",
              "request_rewriter.fault",
              "a detector that the policy needs failed"),
          "puts texts of your own into requests before they go to the provider");

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
        context,
        REWRITTEN,
        new Constraint.OneOf("channel", Set.of("content", "document", "tool_result")));
  }
}
