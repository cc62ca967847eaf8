package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.Optional;

/** A test that compares a field of the fact at hand with a number. */
record NumberTest(String field, Bounds bounds) {
  static Optional<NumberTest> of(int slot, Constraint constraint) {
    return switch (constraint) {
      case Constraint.AtLeast(String field, double bound) ->
          Optional.of(new NumberTest(field, Bounds.atLeast(bound)));
      case Constraint.Test(Expr.Compare(Comparison comparison, Expr left, Expr right))
          when comparison != Comparison.NOT_EQUAL ->
          of(slot, comparison, left, right).or(() -> of(slot, turned(comparison), right, left));
      case Constraint.Equal _,
          Constraint.OneOf _,
          Constraint.NoneOf _,
          Constraint.Under _,
          Constraint.Joined _,
          Constraint.Test _ ->
          Optional.empty();
    };
  }

  private static Optional<NumberTest> of(int slot, Comparison comparison, Expr left, Expr right) {
    return left instanceof Expr.Field field
            && field.slot() == slot
            && field.path().isEmpty()
            && right instanceof Expr.Literal(Value.Decimal(double bound))
        ? Optional.of(new NumberTest(field.field(), Bounds.of(comparison, bound)))
        : Optional.empty();
  }

  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case LESS -> Comparison.MORE;
      case AT_MOST -> Comparison.AT_LEAST;
      case MORE -> Comparison.LESS;
      case AT_LEAST -> Comparison.AT_MOST;
    };
  }
}
