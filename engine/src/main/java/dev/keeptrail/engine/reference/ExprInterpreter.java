package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Answer;
import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.value.Categories;
import dev.keeptrail.engine.value.Glob;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.engine.value.TextOrder;
import dev.keeptrail.engine.value.ToolPatterns;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What expressions come to over the facts of one combination, step by step as the rules say it. */
final class ExprInterpreter {
  private static final Outcome MISSING = new Outcome.Missing();
  private static final Outcome UNDEFINED = new Outcome.Undefined();

  private final Combination facts;

  ExprInterpreter(Combination facts) {
    this.facts = facts;
  }

  Outcome evaluate(Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> known(value);
      case Expr.Field(int slot, String field, List<PathStep> path) -> read(slot, field, path);
      case Expr.Calculate(Arithmetic operation, Expr left, Expr right) ->
          calculate(operation, evaluate(left), evaluate(right));
      case Expr.Negate(Expr operand) ->
          switch (evaluate(operand)) {
            case Outcome.Known(Value.Decimal(double number)) ->
                new Outcome.Known(new Value.Decimal(-number));
            case Outcome.Missing missing -> missing;
            case Outcome.Known _, Outcome.Undefined _ -> UNDEFINED;
          };
      case Expr.Call(var function, List<Expr> arguments) -> {
        List<Outcome> outcomes = arguments.stream().map(this::evaluate).toList();
        Outcome doubt = doubt(outcomes);
        yield doubt != null ? doubt : Functions.call(function, values(outcomes));
      }
      case Expr.Present _,
          Expr.Compare _,
          Expr.In _,
          Expr.Contains _,
          Expr.Under _,
          Expr.Called _,
          Expr.Like _,
          Expr.Matches _,
          Expr.Not _,
          Expr.And _,
          Expr.Or _ ->
          switch (answer(expr)) {
            case TRUE -> new Outcome.Known(new Value.Truth(true));
            case FALSE, MISSING -> new Outcome.Known(new Value.Truth(false));
            case UNDEFINED -> UNDEFINED;
          };
    };
  }

  /** What an expression comes to as a test. */
  Answer answer(Expr expr) {
    return switch (expr) {
      case Expr.Present(Expr operand) ->
          switch (evaluate(operand)) {
            case Outcome.Known _ -> Answer.TRUE;
            case Outcome.Missing _ -> Answer.FALSE;
            case Outcome.Undefined _ -> Answer.UNDEFINED;
          };
      case Expr.Compare(Comparison comparison, Expr left, Expr right) ->
          compare(comparison, evaluate(left), evaluate(right));
      case Expr.In(Expr needle, Expr list) -> in(evaluate(needle), evaluate(list));
      case Expr.Contains(Expr whole, Expr part) -> contains(evaluate(whole), evaluate(part));
      case Expr.Under(Expr category, List<String> roots) ->
          text(category, text -> roots.stream().anyMatch(root -> Categories.isUnder(text, root)));
      case Expr.Called(Expr operand, List<String> globs) ->
          text(operand, ToolPatterns.calledAs(globs));
      case Expr.Like(Expr operand, String glob) -> text(operand, new Glob(glob)::matches);
      case Expr.Matches(Expr operand, String regex) ->
          text(operand, LinearPattern.of(regex)::isFoundIn);
      case Expr.Not(Expr operand) ->
          switch (answer(operand)) {
            case TRUE -> Answer.FALSE;
            case FALSE, MISSING -> Answer.TRUE;
            case UNDEFINED -> Answer.UNDEFINED;
          };
      case Expr.And(List<Expr> operands) -> {
        List<Answer> answers = operands.stream().map(this::answer).toList();
        if (answers.contains(Answer.FALSE) || answers.contains(Answer.MISSING)) {
          yield Answer.FALSE;
        }
        yield answers.contains(Answer.UNDEFINED) ? Answer.UNDEFINED : Answer.TRUE;
      }
      case Expr.Or(List<Expr> operands) -> {
        List<Answer> answers = operands.stream().map(this::answer).toList();
        if (answers.contains(Answer.TRUE)) {
          yield Answer.TRUE;
        }
        yield answers.contains(Answer.UNDEFINED) ? Answer.UNDEFINED : Answer.FALSE;
      }
      case Expr.Literal _, Expr.Field _, Expr.Calculate _, Expr.Negate _, Expr.Call _ ->
          switch (evaluate(expr)) {
            case Outcome.Known(Value.Truth(boolean truth)) -> truth ? Answer.TRUE : Answer.FALSE;
            case Outcome.Missing _ -> Answer.MISSING;
            case Outcome.Known _, Outcome.Undefined _ -> Answer.UNDEFINED;
          };
    };
  }

  /** A comparison of two outcomes. */
  static Answer compare(Comparison comparison, Outcome left, Outcome right) {
    Outcome doubt = doubt(List.of(left, right));
    if (doubt != null) {
      return answerOf(doubt);
    }
    List<Value> values = values(List.of(left, right));
    Value a = values.getFirst();
    Value b = values.getLast();
    return switch (comparison) {
      case EQUAL -> answerOf(equal(a, b));
      case NOT_EQUAL -> answerOf(!equal(a, b));
      case LESS, AT_MOST, MORE, AT_LEAST -> ordered(comparison, a, b);
    };
  }

  /** Whether two values are the same, whatever they are. */
  static boolean equal(Value left, Value right) {
    if (left instanceof Value.Decimal(double a) && right instanceof Value.Decimal(double b)) {
      return a == b;
    }
    if (left instanceof Value.Sequence(var a) && right instanceof Value.Sequence(var b)) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = equal(a.get(i), b.get(i));
      }
      return same;
    }
    if (left instanceof Value.Mapping(var a) && right instanceof Value.Mapping(var b)) {
      return a.size() == b.size()
          && a.entrySet().stream()
              .allMatch(entry -> isEntryOf(b, entry.getKey(), entry.getValue()));
    }
    return left.equals(right);
  }

  private static boolean isEntryOf(Map<String, Value> entries, String key, Value value) {
    Value other = entries.get(key);
    return other != null && equal(value, other);
  }

  private Outcome read(int slot, String field, List<PathStep> path) {
    Value value = facts.at(slot).fields().get(field);
    for (PathStep step : path) {
      value =
          switch (step) {
            case PathStep.Member(String name) ->
                value instanceof Value.Mapping(var entries) ? entries.get(name) : null;
            case PathStep.Element(int index) ->
                value instanceof Value.Sequence(var items) && 0 <= index && index < items.size()
                    ? items.get(index)
                    : null;
          };
    }
    return value == null ? MISSING : known(value);
  }

  private static Answer ordered(Comparison comparison, Value left, Value right) {
    int order;
    if (left instanceof Value.Decimal(double a) && right instanceof Value.Decimal(double b)) {
      order = a < b ? -1 : a > b ? 1 : 0;
    } else if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
      order = TextOrder.compare(a, b);
    } else {
      return Answer.UNDEFINED;
    }
    return answerOf(
        switch (comparison) {
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case MORE -> order > 0;
          case AT_LEAST -> order >= 0;
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
        });
  }

  private static Answer in(Outcome needle, Outcome list) {
    Outcome doubt = doubt(List.of(needle, list));
    if (doubt != null) {
      return answerOf(doubt);
    }
    List<Value> values = values(List.of(needle, list));
    return values.getLast() instanceof Value.Sequence(var items)
        ? answerOf(items.stream().anyMatch(item -> equal(item, values.getFirst())))
        : Answer.UNDEFINED;
  }

  private static Answer contains(Outcome whole, Outcome part) {
    Outcome doubt = doubt(List.of(whole, part));
    if (doubt != null) {
      return answerOf(doubt);
    }
    List<Value> values = values(List.of(whole, part));
    Value sought = values.getLast();
    return switch (values.getFirst()) {
      case Value.Text(String text) ->
          answerOf(sought instanceof Value.Text(String inner) && text.contains(inner));
      case Value.Sequence(var items) ->
          answerOf(items.stream().anyMatch(item -> equal(item, sought)));
      case Value.Decimal _, Value.Truth _, Value.Nothing _, Value.Mapping _ -> Answer.UNDEFINED;
    };
  }

  private Answer text(Expr operand, Predicate<String> test) {
    return switch (evaluate(operand)) {
      case Outcome.Known(Value.Text(String text)) -> answerOf(test.test(text));
      case Outcome.Missing _ -> Answer.MISSING;
      case Outcome.Known _, Outcome.Undefined _ -> Answer.UNDEFINED;
    };
  }

  private static Outcome calculate(Arithmetic operation, Outcome left, Outcome right) {
    Outcome doubt = doubt(List.of(left, right));
    if (doubt != null) {
      return doubt;
    }
    List<Value> values = values(List.of(left, right));
    if (!(values.getFirst() instanceof Value.Decimal(double a))
        || !(values.getLast() instanceof Value.Decimal(double b))) {
      return UNDEFINED;
    }
    return number(
        switch (operation) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case REMAINDER -> a % b;
        });
  }

  /** A number as an outcome: undefined when it is not finite. */
  static Outcome number(double number) {
    return Double.isFinite(number) ? new Outcome.Known(new Value.Decimal(number)) : UNDEFINED;
  }

  /** A value as an outcome: JSON {@code null} is missing. */
  static Outcome known(Value value) {
    return value instanceof Value.Nothing ? MISSING : new Outcome.Known(value);
  }

  /** Missing when one is missing, else undefined when one is undefined, else null. */
  private static @Nullable Outcome doubt(List<Outcome> outcomes) {
    if (outcomes.contains(MISSING)) {
      return MISSING;
    }
    return outcomes.contains(UNDEFINED) ? UNDEFINED : null;
  }

  private static List<Value> values(List<Outcome> outcomes) {
    List<Value> values = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Known(Value value)) {
        values.add(value);
      }
    }
    return values;
  }

  private static Answer answerOf(boolean truth) {
    return truth ? Answer.TRUE : Answer.FALSE;
  }

  private static Answer answerOf(Outcome doubt) {
    return doubt.equals(MISSING) ? Answer.MISSING : Answer.UNDEFINED;
  }
}
