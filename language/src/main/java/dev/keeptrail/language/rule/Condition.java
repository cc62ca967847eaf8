package dev.keeptrail.language.rule;

import java.util.List;

/** One condition of a rule. All conditions of a rule must hold for it to fire. */
public sealed interface Condition {
  FactType type();

  List<Constraint> constraints();

  /**
   * Some visible fact fits; the rule fires once for each fact that fits, and the effect knows
   * which.
   */
  record Match(FactType type, List<Constraint> constraints) implements Condition {
    public Match {
      constraints = List.copyOf(constraints);
    }
  }

  /** No visible fact fits. */
  record Absent(FactType type, List<Constraint> constraints) implements Condition {
    public Absent {
      constraints = List.copyOf(constraints);
    }
  }

  /** At least {@code count} visible facts fit; the rule fires once. */
  record CountAtLeast(FactType type, List<Constraint> constraints, int count) implements Condition {
    public CountAtLeast {
      constraints = List.copyOf(constraints);
      if (count < 1) {
        throw new IllegalArgumentException("count below 1");
      }
    }
  }
}
