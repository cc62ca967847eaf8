package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.rule.Alternative;
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
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules out of a plan that no check of the language has seen. */
final class RuleCheckTest {
  private static final Effect FLAG = new Effect.Flag("p.flag");
  private static final Expr NUMBER = new Expr.Literal(new Value.Decimal(1));
  private static final Expr TEXT = new Expr.Literal(new Value.Text("a"));

  static Stream<Arguments> broken() {
    Pattern call = pattern(0, FactType.TOOL_CALL);
    return Stream.of(
        row(
            "asks about a fact that is not matched before",
            new Condition.Match(
                pattern(0, FactType.FINDING, new Constraint.Joined("call", 1, "id"))),
            new Condition.Match(pattern(1, FactType.TOOL_CALL))),
        row(
            "asks about a fact that is not matched before",
            new Condition.Exists(List.of(call)),
            new Condition.Test(new Expr.Present(new Expr.Field(0, "id", List.of())))),
        row("gives two facts one slot", new Condition.Match(call), new Condition.Match(call)),
        row(
            "asks for what no tool_call has",
            test(new Expr.Present(new Expr.Field(0, "colour", List.of())))),
        row(
            "looks into `id`, which is no JSON value",
            test(new Expr.Present(new Expr.Field(0, "id", List.of(new PathStep.Element(0)))))),
        row("needs a truth value where a number is", test(NUMBER)),
        row(
            "needs a number where a text is",
            test(
                new Expr.Compare(
                    Comparison.EQUAL, new Expr.Calculate(Arithmetic.ADD, TEXT, NUMBER), NUMBER))),
        row("orders a text and a number", test(new Expr.Compare(Comparison.LESS, TEXT, NUMBER))),
        row("needs a list where a number is", test(new Expr.In(TEXT, NUMBER))),
        row(
            "gives `lower` the wrong number of arguments",
            test(new Expr.Present(new Expr.Call(Function.LOWER, List.of())))),
        row(
            "has a pattern that cannot be run: missing closing )",
            test(new Expr.Matches(TEXT, "("))),
        row(
            "asks for a tool by a name that no tool has",
            test(new Expr.Called(TEXT, List.of(" ")))),
        row(
            "asks for a tool by a name that no tool has",
            test(new Expr.Called(TEXT, List.of("a".repeat(201))))),
        row("has a glob longer than 1000 characters", test(new Expr.Like(TEXT, "*".repeat(1_001)))),
        row("asks for a category without a name", test(new Expr.Under(TEXT, List.of("")))),
        row("has an expression nested deeper than 256 levels", test(nested(300))),
        row("has an expression nested deeper than 256 levels", test(nested(100_000))),
        row("has a value nested deeper than 256 levels", test(new Expr.Present(deepValue()))),
        row("joins too many facts", ManyConditions.matches(4).toArray(Condition[]::new)),
        row("joins too many facts", ManyConditions.exists(9).toArray(Condition[]::new)),
        row(
            "has too many conditions",
            Collections.nCopies(1_001, new Condition.Test(truth())).toArray(Condition[]::new)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesConditionsThatNoEngineCouldRun(String problem, List<Condition> when) {
    var rule = new Rule("r", List.of(new Alternative(when)), FLAG, Map.of());
    assertThatThrownBy(() -> RuleCheck.check(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rule `r` " + problem);
  }

  @Test
  void refusesEffectsOverWhatSomeAlternativeDoesNotMatch() {
    var first = new Alternative(List.of(new Condition.Match(pattern(0, FactType.MESSAGE))));
    var second = new Alternative(List.of(new Condition.Match(pattern(1, FactType.MESSAGE))));
    var redact = new Effect.Redact(Template.of("p.r"), List.of(0));
    assertThatCode(() -> RuleCheck.check(new Rule("r", List.of(first), redact, Map.of())))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> RuleCheck.check(new Rule("r", List.of(first, second), redact, Map.of())))
        .hasMessage("rule `r` masks what is no finding and no message");
    var shown = Map.of("t", place(new Expr.Field(0, "role", List.of())));
    assertThatThrownBy(() -> RuleCheck.check(new Rule("r", List.of(second), FLAG, shown)))
        .hasMessage("rule `r` asks about a fact that is not matched before");
  }

  @Test
  void refusesContentInReasonCodes() {
    var match = new Alternative(List.of(new Condition.Match(pattern(0, FactType.TOOL_CALL))));
    var flag = new Effect.Flag(place(new Expr.Field(0, "name", List.of())));
    assertThatThrownBy(() -> RuleCheck.check(new Rule("r", List.of(match), flag, Map.of())))
        .hasMessage("rule `r` shows `name` in its reason code");
  }

  private static Template place(Expr value) {
    return new Template(List.of(new Template.Part.Place(value)));
  }

  private static Expr nested(int levels) {
    Expr expr = truth();
    for (int i = 0; i < levels; i++) {
      expr = new Expr.Not(expr);
    }
    return expr;
  }

  private static Expr deepValue() {
    Value value = new Value.Nothing();
    for (int i = 0; i < 300; i++) {
      value = new Value.Sequence(List.of(value));
    }
    return new Expr.Literal(value);
  }

  private static Expr truth() {
    return new Expr.Literal(new Value.Truth(true));
  }

  private static Condition test(Expr test) {
    return new Condition.Match(pattern(0, FactType.TOOL_CALL, new Constraint.Test(test)));
  }

  private static Pattern pattern(int slot, FactType type, Constraint... constraints) {
    return new Pattern(slot, type, List.of(constraints));
  }

  private static Arguments row(String problem, Condition... when) {
    return Arguments.of(problem, List.of(when));
  }

  /** So many conditions on different slots. */
  private static final class ManyConditions {
    static List<Condition> matches(int count) {
      List<Condition> matches = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        matches.add(new Condition.Match(pattern(i, FactType.COUNTER)));
      }
      return matches;
    }

    static List<Condition> exists(int count) {
      List<Condition> exists = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        exists.add(new Condition.Exists(List.of(pattern(i, FactType.COUNTER))));
      }
      return exists;
    }
  }
}
