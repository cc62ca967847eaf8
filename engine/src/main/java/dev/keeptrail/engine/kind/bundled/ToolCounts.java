package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.List;

/** Counts of tool calls and tool results, as conditions. */
final class ToolCounts {
  private ToolCounts() {}

  /**
   * Blocks when calls of the answer and results of the request come to more than the bound: in the
   * half of the phase where results are judged, by counting them; where calls are, with the counter
   * of results that is handed in there.
   */
  static List<Rule> atMost(int most, String code) {
    Expr bound = number(most);
    Expr soFar = new Expr.Field(0, "value", List.of());
    var counter =
        Condition.match(
            FactType.COUNTER, List.of(new Constraint.Equal("name", Counters.TOOL_RESULTS)));
    var block = new Effect.Block(code);
    return List.of(
        Rule.of("too-many-calls", List.of(moreThan(FactType.TOOL_CALL, bound)), block),
        Rule.of("too-many-results", List.of(moreThan(FactType.TOOL_RESULT, bound)), block),
        Rule.of(
            "too-many-in-all",
            List.of(
                counter,
                moreThan(
                    FactType.TOOL_CALL, new Expr.Calculate(Arithmetic.SUBTRACT, bound, soFar))),
            block));
  }

  private static Condition.Aggregate moreThan(FactType type, Expr bound) {
    return count(type, List.of(), Comparison.MORE, bound);
  }

  /**
   * So many results say that they are errors: a JSON object with `error` or a true `is_error`, or a
   * text that starts with the word.
   */
  static Condition.Aggregate errorsAtLeast(int most) {
    Expr error = field("value", new PathStep.Member("error"));
    Expr isError = field("value", new PathStep.Member("is_error"));
    Expr text = new Expr.Call(Function.LOWER, List.of(trimmed(field("text"))));
    Expr no = new Expr.Literal(new Value.Truth(false));
    Expr yes = new Expr.Literal(new Value.Truth(true));
    Expr test =
        new Expr.Or(
            List.of(
                new Expr.Compare(Comparison.NOT_EQUAL, error, no),
                new Expr.Compare(Comparison.EQUAL, isError, yes),
                new Expr.Call(
                    Function.STARTS_WITH,
                    List.of(text, new Expr.Literal(new Value.Text("error"))))));
    return count(
        FactType.TOOL_RESULT,
        List.of(new Constraint.Test(test)),
        Comparison.AT_LEAST,
        number(most));
  }

  private static Condition.Aggregate count(
      FactType type, List<Constraint> constraints, Comparison comparison, Expr bound) {
    var pattern = new Pattern(0, type, constraints);
    return new Condition.Aggregate(AggregateFunction.COUNT, pattern, null, comparison, bound);
  }

  private static Expr field(String name, PathStep... path) {
    return new Expr.Field(0, name, List.of(path));
  }

  private static Expr trimmed(Expr text) {
    return new Expr.Call(Function.TRIM, List.of(text));
  }

  private static Expr number(double value) {
    return new Expr.Literal(new Value.Decimal(value));
  }
}
