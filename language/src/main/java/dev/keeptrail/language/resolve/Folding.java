package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Works out what needs no facts, and writes what remains in one way. */
final class Folding {
  private Folding() {}

  /** The result, which may not be finite. */
  static double calculate(Arithmetic operation, double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
    };
  }

  /** A comparison; one of constants is worked out, and a constant stands on the right. */
  static Expr compare(Comparison comparison, Expr left, Expr right) {
    if (left instanceof Expr.Literal(Value a)) {
      return right instanceof Expr.Literal(Value b)
          ? truth(holds(comparison, a, b))
          : new Expr.Compare(turned(comparison), right, left);
    }
    return new Expr.Compare(comparison, left, right);
  }

  private static boolean holds(Comparison comparison, Value a, Value b) {
    return switch (comparison) {
      case EQUAL -> a.equals(b);
      case NOT_EQUAL -> !a.equals(b);
      case LESS -> order(a, b) < 0;
      case AT_MOST -> order(a, b) <= 0;
      case MORE -> order(a, b) > 0;
      case AT_LEAST -> order(a, b) >= 0;
    };
  }

  private static int order(Value a, Value b) {
    if (a instanceof Value.Decimal(double x) && b instanceof Value.Decimal(double y)) {
      return Double.compare(x, y);
    }
    if (a instanceof Value.Text(String x) && b instanceof Value.Text(String y)) {
      return Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
    }
    throw new IllegalStateException("types were checked before");
  }

  /** The comparison that holds with its sides exchanged. */
  static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case LESS -> Comparison.MORE;
      case AT_MOST -> Comparison.AT_LEAST;
      case MORE -> Comparison.LESS;
      case AT_LEAST -> Comparison.AT_MOST;
    };
  }

  /** The comparison that holds exactly when this one does not, between values that are there. */
  static Comparison opposite(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> Comparison.NOT_EQUAL;
      case NOT_EQUAL -> Comparison.EQUAL;
      case LESS -> Comparison.AT_LEAST;
      case AT_MOST -> Comparison.MORE;
      case MORE -> Comparison.AT_MOST;
      case AT_LEAST -> Comparison.LESS;
    };
  }

  static Expr not(Expr operand) {
    return switch (operand) {
      case Expr.Literal(Value.Truth(boolean value)) -> truth(!value);
      default -> new Expr.Not(operand);
    };
  }

  static Expr and(List<Expr> operands) {
    List<Expr> kept = new ArrayList<>();
    for (Expr operand : operands) {
      switch (operand) {
        case Expr.And(List<Expr> inner) -> kept.addAll(inner);
        case Expr.Literal(Value.Truth(boolean value)) -> {
          if (!value) {
            return truth(false);
          }
        }
        default -> kept.add(operand);
      }
    }
    return kept.isEmpty() ? truth(true) : kept.size() == 1 ? kept.getFirst() : new Expr.And(kept);
  }

  static Expr or(List<Expr> operands) {
    List<Expr> kept = new ArrayList<>();
    for (Expr operand : operands) {
      switch (operand) {
        case Expr.Or(List<Expr> inner) -> kept.addAll(inner);
        case Expr.Literal(Value.Truth(boolean value)) -> {
          if (value) {
            return truth(true);
          }
        }
        default -> kept.add(operand);
      }
    }
    return kept.isEmpty() ? truth(false) : kept.size() == 1 ? kept.getFirst() : new Expr.Or(kept);
  }

  /** The list as a set: what is asked of it is only whether something is in it. */
  static Expr members(Expr list) {
    if (!(list instanceof Expr.Literal(Value.Sequence(List<Value> items)))) {
      return list;
    }
    Comparator<Value> order = Folding::order;
    return new Expr.Literal(new Value.Sequence(items.stream().distinct().sorted(order).toList()));
  }

  /** The texts of a literal text or list of texts. */
  static Optional<List<String>> texts(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Optional.of(List.of(text));
      case Value.Sequence(List<Value> items) -> {
        List<String> texts = new ArrayList<>();
        for (Value item : items) {
          if (item instanceof Value.Text(String text)) {
            texts.add(text);
          }
        }
        yield texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
      }
      case Value.Decimal _, Value.Truth _, Value.Nothing _, Value.Mapping _ -> Optional.empty();
    };
  }

  static Expr truth(boolean value) {
    return new Expr.Literal(new Value.Truth(value));
  }
}
