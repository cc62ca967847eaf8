package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Set;

/** Puts disclaimers before answers that say what to do with money, and blocks listed phrases. */
public final class FinancialCompliance implements PolicyKind<Advising> {
  private static final Advising.Kind KIND =
      new Advising.Kind("advice.financial", "financial_compliance");

  private static final double SURE = 0.7;

  private static final String USUAL =
      "This is general information and not financial advice. It does not take your situation into"
          + " account; ask a licensed adviser before you decide.";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "financial-compliance",
          Set.of(Phase.OUTPUT),
          List.of(Advising.patterns(), Advising.disclaimers(USUAL)),
          Codes.of(
              KIND.blocked(),
              "the answer has a match of `blocked_patterns`",
              KIND.disclaimer(),
              "the answer advises on money, and the disclaimers were put before it",
              KIND.advice(),
              "the answer advises on money, and there are no disclaimers to put before it",
              KIND.clean(),
              "the answer has no match and gives no advice, or has all disclaimers already",
              KIND.fault(),
              "a detector that the policy needs failed"),
          "puts disclaimers before answers that say what to do with money, and blocks listed"
              + " phrases");

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Advising configure(Settings settings) {
    return Advising.of(settings);
  }

  @Override
  public PolicyLowering lower(Advising config, LoweringContext context) {
    return config.lower(KIND, SURE, List.of(), context);
  }
}
