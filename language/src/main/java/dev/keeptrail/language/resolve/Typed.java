package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import java.util.Optional;

/**
 * A checked expression.
 *
 * @param poisoned whether something in it was reported; nothing more is said about what uses it
 */
record Typed(Expr expr, FieldType type, boolean poisoned) {
  /** Stands where an expression was reported; fits everywhere. */
  static final Typed POISON =
      new Typed(new Expr.Literal(new Value.Truth(true)), FieldType.JSON, true);

  static Typed of(Expr expr, FieldType type) {
    return new Typed(expr, type, false);
  }

  static Typed truth(Expr expr) {
    return of(expr, FieldType.TRUTH);
  }

  static Typed number(double value) {
    // WHY: adding zero turns -0.0, which compares unequal, into 0.0.
    return of(new Expr.Literal(new Value.Decimal(value + 0.0)), FieldType.NUMBER);
  }

  Optional<Value> constant() {
    return expr instanceof Expr.Literal(Value value) && !poisoned
        ? Optional.of(value)
        : Optional.empty();
  }

  boolean isText() {
    return type == FieldType.TEXT || type == FieldType.CATEGORY;
  }

  boolean isJson() {
    return type == FieldType.JSON;
  }

  boolean isList() {
    return type == FieldType.TEXTS || type == FieldType.NUMBERS;
  }

  /** A literal list without elements, which is a list of any type. */
  boolean isEmptyList() {
    return expr instanceof Expr.Literal(Value.Sequence(var items)) && items.isEmpty();
  }
}
