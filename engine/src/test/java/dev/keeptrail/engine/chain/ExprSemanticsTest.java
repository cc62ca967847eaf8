package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.drools.DroolsRunner;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.reference.ReferenceRunner;
import dev.keeptrail.language.plan.PolicyMode;
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
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What expressions come to when values are missing, of the wrong type, or out of range: one row for
 * each rule of the language, on both engines. A test is put into a rule that blocks and into one
 * that flags; only an undefined one fires the first and not the second.
 */
final class ExprSemanticsTest {
  private static final String YES = "true";
  private static final String NO = "false";
  private static final String DOUBT = "undefined";

  private static final Expr MISSING = at("none");
  private static final Expr NULL = at("null");
  private static final Expr TEXT = at("text");
  private static final Expr NUMBER = at("number");
  private static final Expr TRUTH = at("yes");
  private static final Expr LIST = at("list");
  private static final Expr OBJECT = at("object");
  private static final Expr UNDEFINED = new Expr.Calculate(Arithmetic.DIVIDE, number(1), number(0));

  static Stream<Arguments> tests() {
    return Stream.of(
        // A test with a missing operand is false, and not of that is true.
        row("missing == missing", equal(MISSING, MISSING), NO),
        row("missing != 1", compare(Comparison.NOT_EQUAL, MISSING, number(1)), NO),
        row("null is missing", equal(NULL, NULL), NO),
        row("missing < 1", compare(Comparison.LESS, MISSING, number(1)), NO),
        row("1 in missing", new Expr.In(number(1), MISSING), NO),
        row("missing in list", new Expr.In(MISSING, LIST), NO),
        row("missing contains", new Expr.Contains(MISSING, text("a")), NO),
        row("contains missing", new Expr.Contains(TEXT, MISSING), NO),
        row("missing like", new Expr.Like(MISSING, "*"), NO),
        row("missing called", new Expr.Called(MISSING, List.of("*")), NO),
        row("missing matches", new Expr.Matches(MISSING, "."), NO),
        row("missing under", new Expr.Under(MISSING, List.of("a")), NO),
        row("missing as a test", MISSING, NO),
        row("not (missing == 1)", new Expr.Not(equal(MISSING, number(1))), YES),
        row("not missing", new Expr.Not(MISSING), YES),
        row("exists missing", new Expr.Present(MISSING), NO),
        row("exists null", new Expr.Present(NULL), NO),
        row("exists object", new Expr.Present(OBJECT), YES),
        row("not exists missing", new Expr.Not(new Expr.Present(MISSING)), YES),
        row("path through a text", new Expr.Present(at("text", "a")), NO),
        row("element outside", new Expr.Present(element(9)), NO),
        row("element inside", equal(element(1), number(2)), YES),
        // Other operations with a missing operand are missing, whatever else is wrong.
        row("missing + 1 == 1", equal(plus(MISSING, number(1)), number(1)), NO),
        row("-missing", new Expr.Present(new Expr.Negate(MISSING)), NO),
        row("lower(missing)", new Expr.Present(call(Function.LOWER, MISSING)), NO),
        row("missing + undefined", new Expr.Present(plus(MISSING, UNDEFINED)), NO),
        row("missing < undefined", compare(Comparison.LESS, MISSING, UNDEFINED), NO),
        row("first of nothing", new Expr.Present(call(Function.FIRST, at("empty"))), NO),
        // What an operation cannot work on is undefined.
        row("text + 1", equal(plus(TEXT, number(1)), number(1)), DOUBT),
        row("1 / 0", equal(UNDEFINED, number(1)), DOUBT),
        row("0 % 0", equal(calculate(Arithmetic.REMAINDER, 0, 0), number(0)), DOUBT),
        row("overflow", equal(calculate(Arithmetic.MULTIPLY, 1e308, 10), number(1)), DOUBT),
        row("text < 1", compare(Comparison.LESS, TEXT, number(1)), DOUBT),
        row("true < true", compare(Comparison.LESS, TRUTH, TRUTH), DOUBT),
        row("number like", new Expr.Like(NUMBER, "*"), DOUBT),
        row("number called", new Expr.Called(NUMBER, List.of("*")), DOUBT),
        row("list matches", new Expr.Matches(LIST, "."), DOUBT),
        row("number under", new Expr.Under(NUMBER, List.of("a")), DOUBT),
        row("1 in text", new Expr.In(number(1), TEXT), DOUBT),
        row("number contains", new Expr.Contains(NUMBER, number(1)), DOUBT),
        row("text as a test", TEXT, DOUBT),
        row("lower(number)", equal(call(Function.LOWER, NUMBER), text("")), DOUBT),
        row("size(text)", equal(call(Function.SIZE, TEXT), number(1)), DOUBT),
        row("join of numbers", equal(call(Function.JOIN, LIST, text(",")), text("")), DOUBT),
        row("number(word)", equal(call(Function.NUMBER, text("x")), number(1)), DOUBT),
        row("number(\"01\")", equal(call(Function.NUMBER, text("01")), number(1)), DOUBT),
        row("not undefined", new Expr.Not(equal(UNDEFINED, number(1))), DOUBT),
        row("exists undefined", new Expr.Present(UNDEFINED), DOUBT),
        // Values of different types differ.
        row("text == number", equal(TEXT, NUMBER), NO),
        row("text != number", compare(Comparison.NOT_EQUAL, TEXT, NUMBER), YES),
        row("text in numbers", new Expr.In(TEXT, LIST), NO),
        row("text contains number", new Expr.Contains(TEXT, NUMBER), NO),
        row("list contains text", new Expr.Contains(LIST, TEXT), NO),
        row("0 == -0", equal(number(0), number(-0.0)), YES),
        row("lists by content", equal(LIST, literal(numbers(1, 2))), YES),
        row(
            "objects by content",
            equal(OBJECT, literal(new Value.Mapping(Map.of("a", new Value.Decimal(1))))),
            YES),
        // Kleene.
        row("false and undefined", new Expr.And(List.of(doubt(), no())), NO),
        row("true and undefined", new Expr.And(List.of(yes(), doubt())), DOUBT),
        row("true or undefined", new Expr.Or(List.of(doubt(), yes())), YES),
        row("false or undefined", new Expr.Or(List.of(no(), doubt())), DOUBT),
        row("missing and undefined", new Expr.And(List.of(doubt(), equal(MISSING, MISSING))), NO),
        row("missing or undefined", new Expr.Or(List.of(doubt(), equal(MISSING, MISSING))), DOUBT),
        row("and of nothing", new Expr.And(List.of()), YES),
        row("or of nothing", new Expr.Or(List.of()), NO),
        // Order and functions.
        row(
            "order by code point",
            compare(Comparison.LESS, text("\uFFFD"), text("\uD83D\uDE00")),
            YES),
        row("? is one code point", new Expr.Like(text("\uD83D\uDE00"), "?"), YES),
        row("glob is whole", new Expr.Like(text("abc"), "b*"), NO),
        row("matches searches", new Expr.Matches(text("abc"), "b"), YES),
        row("matches minds case", new Expr.Matches(text("abc"), "B"), NO),
        row("halves round up", equal(call(Function.ROUND, number(-1.5)), number(-1)), YES),
        row(
            "round is exact",
            equal(call(Function.ROUND, number(0.49999999999999994)), number(0)),
            YES),
        row("text(1e21)", equal(call(Function.TEXT, number(1e21)), text("1e+21")), YES),
        row("text(0.1)", equal(call(Function.TEXT, number(0.1)), text("0.1")), YES),
        row("number(\"-1.5e2\")", equal(call(Function.NUMBER, text("-1.5e2")), number(-150)), YES),
        row(
            "split by nothing",
            equal(call(Function.SIZE, call(Function.SPLIT, text("ab"), text(""))), number(1)),
            YES),
        row(
            "replace nothing",
            equal(call(Function.REPLACE, text("ab"), text(""), text("x")), text("ab")),
            YES),
        row("-7 % 3", equal(calculate(Arithmetic.REMAINDER, -7, 3), number(-1)), YES),
        row("too long a text", equal(swollen(), text("")), DOUBT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tests")
  void aTestIsTrueFalseOrUndefined(String name, Expr test, String expected) {
    var match = Condition.match(FactType.TOOL_CALL, List.of(new Constraint.Test(test)));
    assertThat(answer(List.of(match))).as(name).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tests")
  void insideNotDoubtCountsForTheSameEnd(String name, Expr test, String expected) {
    var absent = Condition.absent(FactType.TOOL_CALL, List.of(new Constraint.Test(test)));
    String opposite = expected.equals(YES) ? NO : expected.equals(NO) ? YES : DOUBT;
    assertThat(answer(List.of(absent))).as(name).isEqualTo(opposite);
  }

  static Stream<Arguments> aggregates() {
    return Stream.of(
        aggregate(
            "sum of missing is 0",
            AggregateFunction.SUM,
            MISSING,
            Comparison.EQUAL,
            number(0),
            YES),
        aggregate(
            "min of nothing is missing",
            AggregateFunction.MIN,
            MISSING,
            Comparison.NOT_EQUAL,
            number(0),
            NO),
        aggregate(
            "max of a text", AggregateFunction.MAX, TEXT, Comparison.AT_LEAST, number(0), DOUBT),
        aggregate(
            "sum of a text below", AggregateFunction.SUM, TEXT, Comparison.LESS, number(0), DOUBT),
        aggregate(
            "an undefined bound", AggregateFunction.SUM, NUMBER, Comparison.LESS, UNDEFINED, DOUBT),
        aggregate("min", AggregateFunction.MIN, NUMBER, Comparison.EQUAL, number(3), YES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aggregates")
  void aggregatesOverMissingAndUndefinedValues(String name, Condition aggregate, String expected) {
    assertThat(answer(List.of(aggregate))).as(name).isEqualTo(expected);
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        Arguments.of("count(doubt) >= 1", counting(Comparison.AT_LEAST, 1), DOUBT),
        Arguments.of("count(doubt) < 1", counting(Comparison.LESS, 1), DOUBT),
        Arguments.of("count(doubt) <= 0", counting(Comparison.AT_MOST, 0), DOUBT),
        Arguments.of("count(doubt) == 1", counting(Comparison.EQUAL, 1), DOUBT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void aDoubtfulFilterFavoursTheRestriction(String name, Condition count, String expected) {
    assertThat(answer(List.of(count))).as(name).isEqualTo(expected);
  }

  /** What the condition comes to, as the rules that block and that flag tell it. */
  private static String answer(List<Condition> when) {
    var restricting = Rule.of("blocks", when, new Effect.Block("t.blocks"));
    var allowing = Rule.of("flags", when, new Effect.Flag("t.flags"));
    boolean restricts = fires(restricting);
    boolean allows = fires(allowing);
    if (allows && !restricts) {
      return "an answer that favours the permissive rule";
    }
    return restricts == allows ? Boolean.toString(restricts) : DOUBT;
  }

  private static boolean fires(Rule rule) {
    var lowering = PolicyLowering.of(ScanRequest.NOTHING, List.of(rule));
    var chain =
        new ChainSpec(
            Phase.TOOL, List.of(new PolicySpec("t", "rules", PolicyMode.ENFORCE, lowering)));
    var reference = new ReferenceRunner(chain).run(input());
    try (var drools = new DroolsRunner(chain)) {
      assertThat(drools.run(input())).isEqualTo(reference);
    }
    return !reference.policies().getFirst().rules().isEmpty();
  }

  private static PhaseInput input() {
    Map<String, Value> arguments =
        Map.of(
            "null", new Value.Nothing(),
            "text", new Value.Text("some text"),
            "number", new Value.Decimal(3),
            "yes", new Value.Truth(true),
            "list", numbers(1, 2),
            "empty", new Value.Sequence(List.of()),
            "object", new Value.Mapping(Map.of("a", new Value.Decimal(1))));
    var call =
        new Fact(FactType.TOOL_CALL, "/calls/0", Map.of("arguments", new Value.Mapping(arguments)));
    return new PhaseInput(
        new PhaseContent(
            Phase.TOOL,
            new RequestFacts("m", "p", "/r", false),
            List.of(),
            List.of(call),
            List.of()),
        ScanResult.NONE,
        FailMode.BLOCK);
  }

  private static Arguments row(String name, Expr test, String expected) {
    return Arguments.of(name, test, expected);
  }

  private static Arguments aggregate(
      String name,
      AggregateFunction function,
      Expr value,
      Comparison comparison,
      Expr bound,
      String expected) {
    var pattern = new Pattern(0, FactType.TOOL_CALL, List.of());
    return Arguments.of(
        name, new Condition.Aggregate(function, pattern, value, comparison, bound), expected);
  }

  /** A count of calls that fit by an undefined test. */
  private static Condition counting(Comparison comparison, double bound) {
    var pattern = new Pattern(0, FactType.TOOL_CALL, List.of(new Constraint.Test(doubt())));
    return new Condition.Aggregate(
        AggregateFunction.COUNT, pattern, null, comparison, number(bound));
  }

  /** A text that doubles until no machine could hold it. */
  private static Expr swollen() {
    Expr text = text("aa");
    for (int i = 0; i < 60; i++) {
      text = call(Function.REPLACE, text, text("a"), text("aa"));
    }
    return text;
  }

  private static Expr at(String... members) {
    List<PathStep> path = new ArrayList<>();
    Arrays.stream(members).map(PathStep.Member::new).forEach(path::add);
    return new Expr.Field(0, "arguments", path);
  }

  private static Expr element(int index) {
    return new Expr.Field(
        0, "arguments", List.of(new PathStep.Member("list"), new PathStep.Element(index)));
  }

  private static Expr yes() {
    return literal(new Value.Truth(true));
  }

  private static Expr no() {
    return literal(new Value.Truth(false));
  }

  private static Expr doubt() {
    return equal(UNDEFINED, number(1));
  }

  private static Expr equal(Expr left, Expr right) {
    return compare(Comparison.EQUAL, left, right);
  }

  private static Expr compare(Comparison comparison, Expr left, Expr right) {
    return new Expr.Compare(comparison, left, right);
  }

  private static Expr plus(Expr left, Expr right) {
    return new Expr.Calculate(Arithmetic.ADD, left, right);
  }

  private static Expr calculate(Arithmetic operation, double left, double right) {
    return new Expr.Calculate(operation, number(left), number(right));
  }

  private static Expr call(Function function, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments));
  }

  private static Expr number(double number) {
    return literal(new Value.Decimal(number));
  }

  private static Expr text(String text) {
    return literal(new Value.Text(text));
  }

  private static Value numbers(double... numbers) {
    return new Value.Sequence(Arrays.stream(numbers).<Value>mapToObj(Value.Decimal::new).toList());
  }

  private static Expr literal(Value value) {
    return new Expr.Literal(value);
  }
}
