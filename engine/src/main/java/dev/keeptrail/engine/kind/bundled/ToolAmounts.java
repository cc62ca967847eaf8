package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;

/** Tests on amounts in the arguments of the first fact of a rule, a tool call. */
final class ToolAmounts {
  private static final String ARGUMENTS = "arguments";

  /** The arguments are no JSON: whatever amount is in them, only the tool's own reader knows. */
  static final Expr UNREADABLE =
      new Expr.Not(new Expr.Present(new Expr.Field(0, ARGUMENTS, List.of())));

  private ToolAmounts() {}

  /**
   * One of the amounts is above the bound, its sign left aside. An amount that is no number leaves
   * the test undefined, which counts for the rule.
   *
   * @param paths dotted paths of amounts from the arguments down; at least one
   */
  static Expr above(double bound, List<String> paths) {
    Expr most = new Expr.Literal(new Value.Decimal(bound));
    List<Expr> tests = new ArrayList<>();
    for (String path : paths) {
      Expr amount = new Expr.Field(0, ARGUMENTS, steps(path));
      Expr size = new Expr.Call(Function.ABS, List.of(amount));
      tests.add(new Expr.Compare(Comparison.MORE, size, most));
    }
    return tests.size() == 1 ? tests.getFirst() : new Expr.Or(tests);
  }

  private static List<PathStep> steps(String path) {
    List<PathStep> steps = new ArrayList<>();
    for (String name : path.split("\\.", -1)) {
      steps.add(new PathStep.Member(name));
    }
    return steps;
  }
}
