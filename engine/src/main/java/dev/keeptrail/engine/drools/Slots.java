package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Template;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which slots an expression asks about. */
final class Slots {
  private final SortedSet<Integer> slots = new TreeSet<>();

  private Slots() {}

  static SortedSet<Integer> of(Expr expr) {
    var collector = new Slots();
    collector.collect(expr);
    return collector.slots;
  }

  static SortedSet<Integer> of(Template template) {
    var collector = new Slots();
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Part.Place(Expr value)) {
        collector.collect(value);
      }
    }
    return collector.slots;
  }

  private void collect(Expr expr) {
    switch (expr) {
      case Expr.Literal _ -> {
        // Asks about none.
      }
      case Expr.Field field -> slots.add(field.slot());
      case Expr.Present(Expr operand) -> collect(operand);
      case Expr.Compare(var comparison, Expr left, Expr right) -> collect(List.of(left, right));
      case Expr.In(Expr needle, Expr list) -> collect(List.of(needle, list));
      case Expr.Contains(Expr whole, Expr part) -> collect(List.of(whole, part));
      case Expr.Under(Expr category, var roots) -> collect(category);
      case Expr.Like(Expr text, var glob) -> collect(text);
      case Expr.Matches(Expr text, var regex) -> collect(text);
      case Expr.Not(Expr operand) -> collect(operand);
      case Expr.And(List<Expr> operands) -> collect(operands);
      case Expr.Or(List<Expr> operands) -> collect(operands);
      case Expr.Calculate(var operation, Expr left, Expr right) -> collect(List.of(left, right));
      case Expr.Negate(Expr operand) -> collect(operand);
      case Expr.Call(var function, List<Expr> arguments) -> collect(arguments);
    }
  }

  private void collect(List<Expr> exprs) {
    exprs.forEach(this::collect);
  }
}
