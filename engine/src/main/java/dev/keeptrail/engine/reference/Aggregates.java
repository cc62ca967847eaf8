package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One number made of the values of many facts. */
final class Aggregates {
  private Aggregates() {}

  /**
   * @param outcomes one for each fact that fits, in the order of the facts
   */
  static Outcome of(AggregateFunction function, List<Outcome> outcomes) {
    List<Double> numbers = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Known(Value.Decimal(double number)) -> numbers.add(number);
        case Outcome.Missing _ -> {
          // Does not count.
        }
        case Outcome.Known _, Outcome.Undefined _ -> {
          return new Outcome.Undefined();
        }
      }
    }
    return switch (function) {
      case COUNT -> ExprInterpreter.number(numbers.size());
      case SUM -> ExprInterpreter.number(numbers.stream().reduce(0.0, (a, b) -> a + b));
      case MIN ->
          numbers.isEmpty()
              ? new Outcome.Missing()
              : ExprInterpreter.number(Collections.min(numbers));
      case MAX ->
          numbers.isEmpty()
              ? new Outcome.Missing()
              : ExprInterpreter.number(Collections.max(numbers));
    };
  }
}
