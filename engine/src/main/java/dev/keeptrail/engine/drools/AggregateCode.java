package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.drools.ExprCompiler.Code;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Value;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one number of gathered facts and compares it with a bound.
 *
 * @param value over a frame with the gathered fact first; null for counts
 * @param bound over the same frame, whose first fact it does not ask about
 */
record AggregateCode(
    AggregateFunction function,
    @Nullable Code value,
    Comparison comparison,
    Code bound,
    boolean undefined) {
  /**
   * @param frame earlier facts from place 1 on; place 0 is free
   */
  boolean holds(List<?> gathered, SessionFact[] frame) {
    Object made = value == null ? Operations.finite(gathered.size()) : made(value, gathered, frame);
    return Operations.compare(comparison, made, bound.run(frame)).counts(undefined);
  }

  private @Nullable Object made(Code each, List<?> gathered, SessionFact[] frame) {
    SessionFact[] facts = gathered.toArray(SessionFact[]::new);
    // WHY: sums of floating-point numbers depend on their order, and the network's is its own.
    Arrays.sort(facts, Comparator.comparingInt(SessionFact::index));
    int count = 0;
    double result = 0;
    for (SessionFact fact : facts) {
      frame[0] = fact;
      Object value = each.run(frame);
      if (value instanceof Value.Decimal(double number)) {
        result = count == 0 ? first(number) : next(result, number);
        count++;
      } else if (value != null) {
        return Operations.UNDEFINED;
      }
    }
    return count == 0 && function != AggregateFunction.SUM ? null : Operations.finite(result);
  }

  private double first(double number) {
    return function == AggregateFunction.SUM ? 0.0 + number : number;
  }

  private double next(double result, double number) {
    return switch (function) {
      case SUM -> result + number;
      case MIN -> Math.min(result, number);
      case MAX -> Math.max(result, number);
      case COUNT -> throw new IllegalStateException("counts need no values");
    };
  }
}
