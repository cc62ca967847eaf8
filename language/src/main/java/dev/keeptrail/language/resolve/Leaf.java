package dev.keeptrail.language.resolve;

import dev.keeptrail.language.source.Span;
import java.util.List;

/** One condition of an alternative, before its tests are read. */
sealed interface Leaf {
  record Matched(Formula.Fact fact) implements Leaf {}

  /**
   * A group of patterns that is there, or is not.
   *
   * @param parts at least one of them a pattern
   */
  record Group(boolean absent, Origin origin, Span span, List<Formula.Part> parts) implements Leaf {
    public Group {
      parts = List.copyOf(parts);
    }
  }

  record Counted(Formula.Aggregate aggregate) implements Leaf {}

  /** All tests hold; negated, not all of them. */
  record Tested(List<Formula.Test> tests, boolean negated) implements Leaf {
    public Tested {
      tests = List.copyOf(tests);
    }
  }

  /** Never holds. */
  record Never(Span span) implements Leaf {}

  record Poisoned(Formula.Poison poison) implements Leaf {}
}
