package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.value.ToolName;
import dev.keeptrail.engine.value.ToolPatterns;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Conditions on the name of the first fact of a rule, a tool call. A list that lets calls pass is
 * compared as it is written. One that refuses them is compared without regard to case, white space
 * and the places that are named around the tool, because clients differ in what they overlook.
 */
final class ToolNames {
  private static final Predicate<String> WILDCARD =
      name -> name.contains("*") || name.contains("?");
  private static final Expr NAME = new Expr.Field(0, "name", List.of());

  private ToolNames() {}

  /** Whether a name stands for one tool only. */
  static boolean isExact(String name) {
    return WILDCARD.negate().test(name);
  }

  /** A call of a tool that a list of refused ones names. */
  static Condition.Match calledAmong(List<String> globs) {
    return call(new Expr.Called(NAME, globs));
  }

  /**
   * Whether a call can be read as one of the tool, whatever signs its name has.
   *
   * @param slot what {@link dev.keeptrail.language.rule.Rule#of} will number the call's pattern
   */
  static Expr isCalled(int slot, String tool) {
    Expr name = new Expr.Field(slot, "name", List.of());
    Expr loose =
        new Expr.Call(Function.LOWER, List.of(new Expr.Call(Function.TRIM, List.of(name))));
    return new Expr.Matches(loose, ToolPatterns.anywhere(ToolName.loose(tool)));
  }

  /** A call of a tool that a list of permitted ones does not name, or of one without a name. */
  static Condition.Match calledOutside(List<String> globs) {
    return call(new Expr.Not(permitted(globs)));
  }

  private static Expr permitted(List<String> globs) {
    List<Expr> tests = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (String glob : globs) {
      List<String> stretched = ToolPatterns.stretched(glob);
      if (stretched.isEmpty()) {
        plain.add(glob);
      } else {
        Expr inside = new Expr.Not(matchesOne(NAME, stretched));
        tests.add(new Expr.And(List.of(new Expr.Like(NAME, glob), inside)));
      }
    }
    if (!plain.isEmpty() || globs.isEmpty()) {
      tests.addFirst(oneOf(NAME, plain));
    }
    return tests.size() == 1 ? tests.getFirst() : new Expr.Or(tests);
  }

  private static Expr matchesOne(Expr text, List<String> regexes) {
    List<Expr> tests = regexes.stream().<Expr>map(regex -> new Expr.Matches(text, regex)).toList();
    return tests.size() == 1 ? tests.getFirst() : new Expr.Or(tests);
  }

  static Condition.Match call(Expr test) {
    return Condition.match(FactType.TOOL_CALL, List.of(new Constraint.Test(test)));
  }

  /** Whether the text fits one of the globs; nothing fits an empty list. */
  static Expr oneOf(Expr text, List<String> globs) {
    List<Expr> tests = new ArrayList<>();
    List<String> exact = globs.stream().filter(WILDCARD.negate()).toList();
    if (!exact.isEmpty() || globs.isEmpty()) {
      tests.add(new Expr.In(text, new Expr.Literal(Value.Sequence.texts(exact))));
    }
    globs.stream().filter(WILDCARD).forEach(glob -> tests.add(new Expr.Like(text, glob)));
    return tests.size() == 1 ? tests.getFirst() : new Expr.Or(tests);
  }

  /** More calls in the phase than the bound; the bound may refer to the rule's first fact. */
  static Condition.Aggregate moreThan(FactType type, Expr bound) {
    return new Condition.Aggregate(
        AggregateFunction.COUNT, new Pattern(0, type, List.of()), null, Comparison.MORE, bound);
  }
}
