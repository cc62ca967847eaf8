package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Blocks calls of tools that have used up what a conversation may spend on them. What was spent
 * comes in counters that are made from the results that the request carries.
 */
public final class ToolBudget implements PolicyKind<ToolBudget.Config> {
  static final String TOKENS_SPENT = "tool_budget.tokens_spent";
  static final String CALLS_SPENT = "tool_budget.calls_spent";

  private static final int MAX_TOKENS = 1_000_000_000;
  private static final int MAX_CALLS = 1_000;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "tool-budget",
          Set.of(Phase.TOOL),
          List.of(
              Fields.blocks(
                  "budgets",
                  "what a conversation may spend on a tool; tools that are not listed have no limit",
                  Fields.limit(
                      "max_tokens",
                      new SettingType.Int(1, MAX_TOKENS),
                      "once the tool's results come to so many tokens, it cannot be called again"),
                  Fields.limit(
                      "max_calls",
                      new SettingType.Int(1, MAX_CALLS),
                      "how often the tool can be called"),
                  Fields.unavailable(
                      "max_cost_usd",
                      "nobody tells the gateway what a tool costs; `max_calls` and `max_tokens`"
                          + " bound it"))),
          Codes.of(
              TOKENS_SPENT,
              "the tool's results have come to as many tokens as `max_tokens`",
              CALLS_SPENT,
              "the tool would be called more often than `max_calls`",
              "tool_budget.clean",
              "every tool that is called has something left to spend"),
          "blocks calls of tools that have used up their part of a conversation");

  /** The block in typed form. */
  public record Config(List<Budget> budgets) {
    public Config {
      budgets = List.copyOf(budgets);
    }
  }

  /** What may be spent on one tool. */
  public record Budget(String tool, OptionalInt maxTokens, OptionalInt maxCalls) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    List<Budget> budgets = new ArrayList<>();
    settings
        .blocks("budgets")
        .forEach((tool, block) ->
            budgets.add(
                new Budget(
                    tool,
                    block.optionalInteger("max_tokens"),
                    block.optionalInteger("max_calls"))));
    return new Config(budgets);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    List<Rule> rules = new ArrayList<>();
    for (Budget budget : config.budgets()) {
      budget.maxTokens().ifPresent(most -> rules.add(tokens(budget.tool(), most)));
      budget.maxCalls().ifPresent(most -> rules.addAll(calls(budget.tool(), most)));
    }
    return PolicyLowering.of(ScanRequest.NOTHING, rules);
  }

  private static Rule tokens(String tool, int most) {
    var spent = counter(Counters.tokensOf(tool), new Constraint.AtLeast("value", (double) most));
    var called = new Condition.Exists(List.of(new Pattern(0, FactType.TOOL_CALL, named(tool, 1))));
    return Rule.of("tokens." + tool, List.of(spent, called), new Effect.Block(TOKENS_SPENT));
  }

  /** Calls of the answer alone, and together with the results of earlier ones. */
  private static List<Rule> calls(String tool, int most) {
    Expr bound = new Expr.Literal(new Value.Decimal((double) most));
    Expr before = new Expr.Field(0, "value", List.of());
    Expr left = new Expr.Calculate(Arithmetic.SUBTRACT, bound, before);
    var block = new Effect.Block(CALLS_SPENT);
    return List.of(
        Rule.of("calls." + tool, List.of(moreThan(named(tool, 0), bound)), block),
        Rule.of(
            "calls-in-all." + tool,
            List.of(counter(Counters.resultsOf(tool)), moreThan(named(tool, 1), left)),
            block));
  }

  private static Condition.Match counter(String name, Constraint... more) {
    List<Constraint> constraints = new ArrayList<>();
    constraints.add(new Constraint.Equal("name", name));
    constraints.addAll(List.of(more));
    return Condition.match(FactType.COUNTER, constraints);
  }

  private static Condition.Aggregate moreThan(List<Constraint> constraints, Expr bound) {
    var pattern = new Pattern(0, FactType.TOOL_CALL, constraints);
    return new Condition.Aggregate(AggregateFunction.COUNT, pattern, null, Comparison.MORE, bound);
  }

  /**
   * Compared as by everything that refuses.
   *
   * @param slot what {@link Rule#of} will number the pattern
   */
  private static List<Constraint> named(String tool, int slot) {
    return List.of(new Constraint.Test(ToolNames.isCalled(slot, tool)));
  }
}
