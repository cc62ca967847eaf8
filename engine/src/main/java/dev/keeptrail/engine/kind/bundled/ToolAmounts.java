package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Amounts in the arguments of calls: where they stand, and tests on them in a rule whose first fact
 * is a call.
 */
final class ToolAmounts {
  private static final String ARGUMENTS = "arguments";

  /** Signs of JSONPath, JSON Pointer and globs. */
  private static final String NO_PART = "$*[]/?";

  /** The arguments are no JSON: whatever amount is in them, only the tool's own reader knows. */
  static final Expr UNREADABLE =
      new Expr.Not(new Expr.Present(new Expr.Field(0, ARGUMENTS, List.of())));

  private ToolAmounts() {}

  /**
   * The dotted paths that a setting lists.
   *
   * @throws SettingException for a list without any, and for a path in another notation: limits on
   *     an amount that is never found would limit nothing
   */
  static List<String> paths(Settings settings, String setting) {
    List<String> paths = settings.texts(setting);
    if (paths.isEmpty()) {
      throw new SettingException(
          setting, "`amount_fields` names no field, so that no amount is limited");
    }
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      boolean empty = List.of(path.split("\\.", -1)).contains("");
      if (empty || path.chars().anyMatch(c -> NO_PART.indexOf(c) >= 0)) {
        throw new SettingException(
            setting + "[" + i + "]",
            "`"
                + path
                + "` is no path: write names with dots between them, such as"
                + " `payment.amount`, from the arguments of the call down");
      }
    }
    return paths;
  }

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
