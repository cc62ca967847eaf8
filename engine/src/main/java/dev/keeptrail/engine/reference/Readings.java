package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.List;

/** What the fields that an expression names held. */
final class Readings {
  private Readings() {}

  static List<Reading> of(Expr expr, Combination facts) {
    return expr.fields().stream().map(field -> read(field, facts)).distinct().toList();
  }

  private static Reading read(Expr.Field field, Combination facts) {
    Outcome outcome = new ExprInterpreter(facts).evaluate(field);
    return new Reading(
        facts.at(field.slot()).name(),
        field.slot(),
        field.field(),
        field.path(),
        outcome instanceof Outcome.Known(Value value) ? value : null);
  }
}
