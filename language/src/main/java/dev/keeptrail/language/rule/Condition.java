package dev.keeptrail.language.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of an alternative. Conditions are read in order: one may use the slots of the
 * {@link Match}es before it, and inside a group of patterns those of the patterns before it in the
 * group.
 */
public sealed interface Condition {
  /**
   * Some visible fact fits; the rule fires once for each combination of facts that fit, and the
   * effect knows which.
   */
  record Match(Pattern pattern) implements Condition {
    public FactType type() {
      return pattern.type();
    }
  }

  /** Some combination of visible facts fits; does not multiply firings. */
  record Exists(List<Pattern> patterns) implements Condition {
    public Exists {
      patterns = nonEmpty(patterns);
    }
  }

  /** No combination of visible facts fits. */
  record Absent(List<Pattern> patterns) implements Condition {
    public Absent {
      patterns = nonEmpty(patterns);
    }
  }

  /**
   * A number made of all visible facts that fit, compared with a bound.
   *
   * @param value what is summed or compared, over the pattern's slot and earlier ones; null exactly
   *     for {@link AggregateFunction#COUNT}. Facts for which it is missing do not count; one for
   *     which it is undefined makes the aggregate undefined
   * @param bound over earlier slots only
   */
  record Aggregate(
      AggregateFunction function,
      Pattern pattern,
      @Nullable Expr value,
      Comparison comparison,
      Expr bound)
      implements Condition {
    public Aggregate {
      if ((value == null) != (function == AggregateFunction.COUNT)) {
        throw new IllegalArgumentException("an aggregate but count needs a value");
      }
    }

    /**
     * Whether it holds the sooner the fewer facts fit. With more of them a minimum falls and
     * everything else grows, and a count of 0 is one of less than 1.
     */
    boolean isFavouredByFewer() {
      boolean falls = function == AggregateFunction.MIN;
      return switch (comparison) {
        case LESS, AT_MOST -> !falls;
        case MORE, AT_LEAST -> falls;
        case EQUAL -> function == AggregateFunction.COUNT && isZero(bound);
        case NOT_EQUAL -> false;
      };
    }

    private static boolean isZero(Expr bound) {
      return bound instanceof Expr.Literal(Value.Decimal(double number)) && number == 0;
    }
  }

  /** A test over the facts matched so far. */
  record Test(Expr test) implements Condition {}

  /** A match whose slot {@link Rule#of} gives. */
  static Match match(FactType type, List<Constraint> constraints) {
    return new Match(new Pattern(0, type, constraints));
  }

  /** No such fact; {@link Rule#of} gives the slot. */
  static Absent absent(FactType type, List<Constraint> constraints) {
    return new Absent(List.of(new Pattern(0, type, constraints)));
  }

  /** At least so many such facts; {@link Rule#of} gives the slot. */
  static Aggregate countAtLeast(FactType type, List<Constraint> constraints, int count) {
    return new Aggregate(
        AggregateFunction.COUNT,
        new Pattern(0, type, constraints),
        null,
        Comparison.AT_LEAST,
        new Expr.Literal(new Value.Decimal(count)));
  }

  private static List<Pattern> nonEmpty(List<Pattern> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("no pattern");
    }
    return List.copyOf(patterns);
  }
}
