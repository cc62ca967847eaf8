package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule's condition with its structure understood and its tests still as written. */
sealed interface Formula {
  record All(List<Formula> parts) implements Formula {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /**
   * At least one of the parts.
   *
   * @param span the place that says {@code or}
   */
  record Any(Span span, List<Formula> parts) implements Formula {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Origin origin, Span span, Formula inner) implements Formula {}

  record Exists(Origin origin, Span span, Formula inner) implements Formula {}

  /** True or false, whatever the facts. */
  record Constant(Span span, boolean value) implements Formula {}

  /** A pattern. */
  record Fact(Origin origin, Span span, FactType type, List<ExprDecl> tests, @Nullable Name name)
      implements Formula, Part {
    public Fact {
      tests = List.copyOf(tests);
    }
  }

  /** A test over facts that were bound before. */
  record Test(Origin origin, ExprDecl test) implements Formula, Part {}

  record Aggregate(
      Origin origin,
      Span span,
      AggregateFunction function,
      Fact pattern,
      @Nullable ExprDecl value,
      Comparison comparison,
      ExprDecl bound)
      implements Formula {}

  /** Was reported; what it would have bound is known, so that nothing more is said about it. */
  record Poison(Origin origin, @Nullable NameDecl binding) implements Formula {}

  /** What can stand inside a group of patterns. */
  sealed interface Part permits Fact, Test {}

  /** The name that a pattern's fact is bound to, and the origin whose names it joins. */
  record Name(Origin origin, NameDecl decl) {}
}
