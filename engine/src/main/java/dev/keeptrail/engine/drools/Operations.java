package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.value.Categories;
import dev.keeptrail.engine.value.TextOrder;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What operators make of values. Operands and results are {@link Value}s, null for what is missing,
 * or {@link #UNDEFINED}.
 */
final class Operations {
  static final Object UNDEFINED = new Object();

  private Operations() {}

  static @Nullable Object calculate(
      Arithmetic operation, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Value.Decimal(double a) && right instanceof Value.Decimal(double b)) {
      return finite(
          switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
          });
    }
    return UNDEFINED;
  }

  static @Nullable Object negate(@Nullable Object operand) {
    if (operand == null) {
      return null;
    }
    return operand instanceof Value.Decimal(double number) ? finite(-number) : UNDEFINED;
  }

  static Object finite(double number) {
    return Double.isFinite(number) ? new Value.Decimal(number) : UNDEFINED;
  }

  static Truth compare(Comparison comparison, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Truth.FALSE;
    }
    if (!(left instanceof Value a) || !(right instanceof Value b)) {
      return Truth.UNDEFINED;
    }
    return switch (comparison) {
      case EQUAL -> Truth.of(same(a, b));
      case NOT_EQUAL -> Truth.of(!same(a, b));
      case LESS, AT_MOST, MORE, AT_LEAST -> inOrder(comparison, a, b);
    };
  }

  private static Truth inOrder(Comparison comparison, Value left, Value right) {
    final int order;
    switch (left) {
      case Value.Decimal(double a) when right instanceof Value.Decimal(double b) ->
          // WHY: plus zero, so that the two zeros are one.
          order = Double.compare(a + 0.0, b + 0.0);
      case Value.Text(String a) when right instanceof Value.Text(String b) ->
          order = TextOrder.compare(a, b);
      default -> {
        return Truth.UNDEFINED;
      }
    }
    boolean equal = order == 0;
    return Truth.of(
        switch (comparison) {
          case LESS -> order < 0;
          case AT_MOST -> order < 0 || equal;
          case MORE -> order > 0;
          case AT_LEAST -> order > 0 || equal;
          case EQUAL -> equal;
          case NOT_EQUAL -> !equal;
        });
  }

  static Truth in(@Nullable Object needle, @Nullable Object list) {
    if (needle == null || list == null) {
      return Truth.FALSE;
    }
    return needle instanceof Value sought && list instanceof Value.Sequence(List<Value> items)
        ? Truth.of(holds(items, sought))
        : Truth.UNDEFINED;
  }

  static Truth contains(@Nullable Object whole, @Nullable Object part) {
    if (whole == null || part == null) {
      return Truth.FALSE;
    }
    if (!(part instanceof Value sought)) {
      return Truth.UNDEFINED;
    }
    if (whole instanceof Value.Sequence(List<Value> items)) {
      return Truth.of(holds(items, sought));
    }
    if (whole instanceof Value.Text(String text)) {
      return Truth.of(sought instanceof Value.Text(String inner) && text.contains(inner));
    }
    return Truth.UNDEFINED;
  }

  static boolean isUnder(String category, List<String> roots) {
    for (String root : roots) {
      if (Categories.isUnder(category, root)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable Value follow(@Nullable Value from, PathStep[] steps) {
    Value value = from;
    for (PathStep step : steps) {
      value = step(value, step);
    }
    return value instanceof Value.Nothing ? null : value;
  }

  private static @Nullable Value step(@Nullable Value from, PathStep step) {
    return switch (step) {
      case PathStep.Member(String name) ->
          from instanceof Value.Mapping(Map<String, Value> entries) ? entries.get(name) : null;
      case PathStep.Element(int index) ->
          from instanceof Value.Sequence(List<Value> items) && index >= 0 && index < items.size()
              ? items.get(index)
              : null;
    };
  }

  /** Deep equality, in which the two zeros are one number. */
  static boolean same(Value left, Value right) {
    return switch (left) {
      case Value.Decimal(double a) -> right instanceof Value.Decimal(double b) && a == b;
      case Value.Sequence(List<Value> a) -> {
        if (!(right instanceof Value.Sequence(List<Value> b)) || a.size() != b.size()) {
          yield false;
        }
        for (int i = 0; i < a.size(); i++) {
          if (!same(a.get(i), b.get(i))) {
            yield false;
          }
        }
        yield true;
      }
      case Value.Mapping(Map<String, Value> a) -> {
        if (!(right instanceof Value.Mapping(Map<String, Value> b)) || a.size() != b.size()) {
          yield false;
        }
        for (Map.Entry<String, Value> entry : a.entrySet()) {
          Value other = b.get(entry.getKey());
          if (other == null || !same(entry.getValue(), other)) {
            yield false;
          }
        }
        yield true;
      }
      case Value.Text _, Value.Truth _, Value.Nothing _ -> left.equals(right);
    };
  }

  private static boolean holds(List<Value> items, Value sought) {
    for (Value item : items) {
      if (same(item, sought)) {
        return true;
      }
    }
    return false;
  }
}
