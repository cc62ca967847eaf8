package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the fields that an expression names held. */
final class Readings {
  private final Combination facts;
  private final Set<Reading> readings = new LinkedHashSet<>();

  private Readings(Combination facts) {
    this.facts = facts;
  }

  static List<Reading> of(Expr expr, Combination facts) {
    var collector = new Readings(facts);
    collector.collect(expr);
    return List.copyOf(collector.readings);
  }

  private void collect(Expr expr) {
    switch (expr) {
      case Expr.Literal _ -> {
        // Says nothing of any fact.
      }
      case Expr.Field field -> readings.add(read(field));
      case Expr.Present(Expr operand) -> collect(operand);
      case Expr.Compare(var comparison, Expr left, Expr right) -> collect(List.of(left, right));
      case Expr.In(Expr needle, Expr list) -> collect(List.of(needle, list));
      case Expr.Contains(Expr whole, Expr part) -> collect(List.of(whole, part));
      case Expr.Under(Expr category, var roots) -> collect(category);
      case Expr.Like(Expr text, String glob) -> collect(text);
      case Expr.Matches(Expr text, String regex) -> collect(text);
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

  private Reading read(Expr.Field field) {
    Outcome outcome = new ExprInterpreter(facts).evaluate(field);
    return new Reading(
        facts.at(field.slot()).name(),
        field.slot(),
        field.field(),
        field.path(),
        outcome instanceof Outcome.Known(Value value) ? value : null);
  }
}
