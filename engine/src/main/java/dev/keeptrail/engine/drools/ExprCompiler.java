package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.value.Glob;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.engine.value.ToolPatterns;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into closures over a frame: the facts of one combination, each at a place that
 * is settled here. Patterns and globs are compiled once.
 */
final class ExprCompiler {
  private final List<Integer> slots;
  private final Map<Integer, FactType> types;

  /**
   * @param slots which slot's fact stands at which place of the frame
   * @param types what is in each slot
   */
  ExprCompiler(List<Integer> slots, Map<Integer, FactType> types) {
    this.slots = slots;
    this.types = types;
  }

  /** The facts of one combination to what an expression says of them. */
  @FunctionalInterface
  interface Code {
    /** A {@link Value}, null when it is missing, or {@link Operations#UNDEFINED}. */
    @Nullable Object run(SessionFact[] frame);
  }

  /** The facts of one combination to the answer of a test. */
  @FunctionalInterface
  interface TestCode {
    Truth run(SessionFact[] frame);
  }

  Code compile(Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> {
        Value constant = value instanceof Value.Nothing ? null : value;
        yield frame -> constant;
      }
      case Expr.Field(int slot, String field, List<PathStep> path) -> field(slot, field, path);
      case Expr.Calculate(var operation, Expr left, Expr right) -> {
        Code a = compile(left);
        Code b = compile(right);
        yield frame -> Operations.calculate(operation, a.run(frame), b.run(frame));
      }
      case Expr.Negate(Expr operand) -> {
        Code code = compile(operand);
        yield frame -> Operations.negate(code.run(frame));
      }
      case Expr.Call(Function function, List<Expr> arguments) -> {
        Code[] codes = arguments.stream().map(this::compile).toArray(Code[]::new);
        yield frame -> call(function, codes, frame);
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
          Expr.Or _ -> {
        TestCode test = compileTest(expr);
        yield frame -> test.run(frame).asValue();
      }
    };
  }

  TestCode compileTest(Expr expr) {
    return switch (expr) {
      case Expr.Present(Expr operand) -> {
        Code code = compile(operand);
        yield frame -> Truth.ofPresence(code.run(frame));
      }
      case Expr.Compare(Comparison comparison, Expr left, Expr right) -> {
        Code a = compile(left);
        Code b = compile(right);
        yield frame -> Operations.compare(comparison, a.run(frame), b.run(frame));
      }
      case Expr.In(Expr needle, Expr list) -> {
        Code a = compile(needle);
        Code b = compile(list);
        yield frame -> Operations.in(a.run(frame), b.run(frame));
      }
      case Expr.Contains(Expr whole, Expr part) -> {
        Code a = compile(whole);
        Code b = compile(part);
        yield frame -> Operations.contains(a.run(frame), b.run(frame));
      }
      case Expr.Under(Expr category, List<String> roots) ->
          ofText(category, text -> Operations.isUnder(text, roots));
      case Expr.Called(Expr text, List<String> globs) -> ofText(text, ToolPatterns.calledAs(globs));
      case Expr.Like(Expr text, String glob) -> ofText(text, new Glob(glob)::matches);
      case Expr.Matches(Expr text, String regex) ->
          ofText(text, LinearPattern.of(regex)::isFoundIn);
      case Expr.Not(Expr operand) -> {
        TestCode test = compileTest(operand);
        yield frame -> test.run(frame).not();
      }
      case Expr.And(List<Expr> operands) -> junction(operands, Truth.FALSE, Truth.TRUE);
      case Expr.Or(List<Expr> operands) -> junction(operands, Truth.TRUE, Truth.FALSE);
      case Expr.Literal _, Expr.Field _, Expr.Calculate _, Expr.Negate _, Expr.Call _ -> {
        Code code = compile(expr);
        yield frame -> Truth.ofValue(code.run(frame));
      }
    };
  }

  /**
   * @param decisive the answer of one operand that settles the whole
   * @param otherwise the whole's answer when no operand leaves a doubt
   */
  private TestCode junction(List<Expr> operands, Truth decisive, Truth otherwise) {
    TestCode[] tests = operands.stream().map(this::compileTest).toArray(TestCode[]::new);
    return frame -> {
      Truth answer = otherwise;
      for (TestCode test : tests) {
        Truth part = test.run(frame);
        if (part == decisive) {
          return decisive;
        }
        if (part == Truth.UNDEFINED) {
          answer = Truth.UNDEFINED;
        }
      }
      return answer;
    };
  }

  private TestCode ofText(Expr operand, Predicate<String> test) {
    Code code = compile(operand);
    return frame -> {
      Object value = code.run(frame);
      if (value instanceof Value.Text(String text)) {
        return Truth.of(test.test(text));
      }
      return value == null ? Truth.FALSE : Truth.UNDEFINED;
    };
  }

  private Code field(int slot, String name, List<PathStep> path) {
    FactType type = types.get(slot);
    int place = slots.indexOf(slot);
    if (type == null || place < 0) {
      throw new IllegalStateException("no fact in slot " + slot);
    }
    int field = SessionFact.fieldOf(type, name);
    if (path.isEmpty()) {
      return frame -> frame[place].value(field);
    }
    PathStep[] steps = path.toArray(PathStep[]::new);
    return frame -> Operations.follow(frame[place].value(field), steps);
  }

  private static @Nullable Object call(Function function, Code[] codes, SessionFact[] frame) {
    Value[] arguments = new Value[codes.length];
    boolean undefined = false;
    boolean missing = false;
    for (int i = 0; i < codes.length; i++) {
      switch (codes[i].run(frame)) {
        case null -> missing = true;
        case Value value -> arguments[i] = value;
        default -> undefined = true;
      }
    }
    if (missing) {
      return null;
    }
    return undefined ? Operations.UNDEFINED : FunctionCode.call(function, arguments);
  }
}
