package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which facts an expression is about. */
final class ExprSlots {
  private ExprSlots() {}

  static Set<Integer> of(Expr expr) {
    Set<Integer> slots = new HashSet<>();
    collect(expr, slots);
    return slots;
  }

  private static void collect(Expr expr, Set<Integer> slots) {
    switch (expr) {
      case Expr.Literal _ -> {}
      case Expr.Field field -> slots.add(field.slot());
      case Expr.Present(Expr operand) -> collect(operand, slots);
      case Expr.Compare(_, Expr left, Expr right) -> collect(left, right, slots);
      case Expr.In(Expr needle, Expr list) -> collect(needle, list, slots);
      case Expr.Contains(Expr whole, Expr part) -> collect(whole, part, slots);
      case Expr.Under(Expr category, _) -> collect(category, slots);
      case Expr.Like(Expr text, _) -> collect(text, slots);
      case Expr.Matches(Expr text, _) -> collect(text, slots);
      case Expr.Not(Expr operand) -> collect(operand, slots);
      case Expr.And(List<Expr> operands) -> operands.forEach(each -> collect(each, slots));
      case Expr.Or(List<Expr> operands) -> operands.forEach(each -> collect(each, slots));
      case Expr.Calculate(_, Expr left, Expr right) -> collect(left, right, slots);
      case Expr.Negate(Expr operand) -> collect(operand, slots);
      case Expr.Call(_, List<Expr> arguments) -> arguments.forEach(each -> collect(each, slots));
    }
  }

  private static void collect(Expr left, Expr right, Set<Integer> slots) {
    collect(left, slots);
    collect(right, slots);
  }
}
