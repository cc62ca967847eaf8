package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.FactType;

/**
 * An interval of numbers.
 *
 * @param lowOpen whether the low end itself lies outside
 * @param highOpen whether the high end itself lies outside
 */
record Bounds(double low, boolean lowOpen, double high, boolean highOpen) {
  static final Bounds ALL =
      new Bounds(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

  static Bounds atLeast(double low) {
    return new Bounds(low, false, Double.POSITIVE_INFINITY, false);
  }

  /** The numbers for which a comparison with the bound holds; all where it is no interval. */
  static Bounds of(Comparison comparison, double bound) {
    return switch (comparison) {
      case EQUAL -> new Bounds(bound, false, bound, false);
      case NOT_EQUAL -> ALL;
      case LESS -> new Bounds(ALL.low, false, bound, true);
      case AT_MOST -> new Bounds(ALL.low, false, bound, false);
      case MORE -> new Bounds(bound, true, ALL.high, false);
      case AT_LEAST -> atLeast(bound);
    };
  }

  /** What a fact's field can be at all. */
  static Bounds known(FactType type, String field) {
    return switch (type.word() + "." + field) {
      case "finding.score" -> new Bounds(0, false, 1, false);
      case "message.length", "conversation.turns", "tool_call.index", "tool_result.index" ->
          atLeast(0);
      case "usage.input_tokens", "usage.output_tokens", "usage.total_tokens", "usage.cost_usd" ->
          atLeast(0);
      case "message.index", "finding.message" -> atLeast(-1);
      default -> ALL;
    };
  }

  Bounds and(Bounds other) {
    boolean lower = other.low > low || (other.low == low && other.lowOpen);
    boolean upper = other.high < high || (other.high == high && other.highOpen);
    return new Bounds(
        lower ? other.low : low,
        lower ? other.lowOpen : lowOpen,
        upper ? other.high : high,
        upper ? other.highOpen : highOpen);
  }

  boolean isEmpty() {
    return low > high || (low == high && (lowOpen || highOpen));
  }

  /** Whether every number of the other interval lies in this one. */
  boolean holds(Bounds other) {
    return and(other).equals(other);
  }
}
