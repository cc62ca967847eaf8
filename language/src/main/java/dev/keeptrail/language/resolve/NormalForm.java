package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a condition as alternatives, each a list of conditions that all have to hold. Counts
 * before it multiplies.
 */
final class NormalForm {
  private final Problems problems;

  NormalForm(Problems problems) {
    this.problems = problems;
  }

  /** A condition without negations but those of whole patterns. */
  private sealed interface Way {
    record One(Leaf leaf) implements Way {}

    record All(List<Way> parts) implements Way {}

    record Any(Span span, List<Way> parts) implements Way {}
  }

  /** The alternatives, at least one; empty when there are too many, which is reported. */
  Optional<List<List<Leaf>>> alternatives(Formula condition, Span span, String path) {
    Way way = way(condition, null);
    if (ways(way) > Rule.MAX_ALTERNATIVES) {
      reportTooMany(way, span, path);
      return Optional.empty();
    }
    List<List<Leaf>> all = expand(way);
    List<List<Leaf>> possible =
        all.stream().filter(leaves -> leaves.stream().noneMatch(NormalForm::isNever)).toList();
    return Optional.of(possible.isEmpty() ? List.of(List.of(new Leaf.Never(span))) : possible);
  }

  private static boolean isNever(Leaf leaf) {
    return leaf instanceof Leaf.Never;
  }

  /**
   * @param not the negation that the formula stands under; null without one
   */
  private Way way(Formula formula, Formula.@Nullable Not not) {
    boolean negated = not != null;
    return switch (formula) {
      case Formula.All all when not != null -> group(all, not.origin(), not.span(), true);
      case Formula.All(List<Formula> parts) ->
          new Way.All(parts.stream().map(part -> way(part, null)).toList());
      case Formula.Any(Span span, List<Formula> parts) -> {
        List<Way> ways = parts.stream().map(part -> way(part, not)).toList();
        yield negated ? new Way.All(ways) : new Way.Any(span, ways);
      }
      case Formula.Not inner -> way(inner.inner(), negated ? null : inner);
      case Formula.Exists(Origin origin, Span span, Formula inner) ->
          group(inner, origin, span, negated);
      case Formula.Constant(Span span, boolean value) ->
          value == negated ? new Way.One(new Leaf.Never(span)) : new Way.All(List.of());
      case Formula.Fact fact ->
          new Way.One(
              negated
                  ? new Leaf.Group(true, fact.origin(), fact.span(), List.of(fact))
                  : new Leaf.Matched(fact));
      case Formula.Test test -> new Way.One(new Leaf.Tested(List.of(test), negated));
      case Formula.Aggregate aggregate ->
          new Way.One(negated ? inverse(aggregate) : new Leaf.Counted(aggregate));
      case Formula.Poison poison -> new Way.One(new Leaf.Poisoned(poison));
    };
  }

  /** The opposite of an aggregate's comparison, where that says the same as `not`. */
  private Leaf inverse(Formula.Aggregate aggregate) {
    boolean total =
        aggregate.function() == AggregateFunction.COUNT
            || aggregate.function() == AggregateFunction.SUM;
    if (!total || !(Operands.bare(aggregate.bound()) instanceof ExprDecl.Decimal)) {
      problems.add(
          DiagnosticCode.MISPLACED_NEGATION,
          aggregate.span(),
          aggregate.origin().path(),
          "`not` cannot stand before this aggregate",
          "write the opposite comparison: it is false when the value is missing");
      return new Leaf.Poisoned(new Formula.Poison(aggregate.origin(), null));
    }
    return new Leaf.Counted(
        new Formula.Aggregate(
            aggregate.origin(),
            aggregate.span(),
            aggregate.function(),
            aggregate.pattern(),
            aggregate.value(),
            Folding.opposite(aggregate.comparison()),
            aggregate.bound()));
  }

  private Way group(Formula inner, Origin origin, Span span, boolean absent) {
    Optional<List<List<Formula.Part>>> groups = groups(inner, origin, span);
    if (groups.isEmpty()) {
      return new Way.One(new Leaf.Poisoned(new Formula.Poison(origin, null)));
    }
    List<Way> ways = new ArrayList<>();
    for (List<Formula.Part> parts : groups.get()) {
      ways.add(groupOf(parts, origin, span, absent));
    }
    return absent ? new Way.All(ways) : new Way.Any(span, ways);
  }

  private static Way groupOf(List<Formula.Part> parts, Origin origin, Span span, boolean absent) {
    List<Formula.Test> tests = new ArrayList<>();
    for (Formula.Part part : parts) {
      switch (part) {
        case Formula.Test test -> tests.add(test);
        case Formula.Fact _ -> {
          return new Way.One(new Leaf.Group(absent, origin, span, parts));
        }
      }
    }
    if (tests.isEmpty()) {
      return absent ? new Way.One(new Leaf.Never(span)) : new Way.All(List.of());
    }
    return new Way.One(new Leaf.Tested(tests, absent));
  }

  /** The ways in which what stands inside a group can hold; empty when something was reported. */
  private Optional<List<List<Formula.Part>>> groups(Formula formula, Origin outer, Span place) {
    return switch (formula) {
      case Formula.All(List<Formula> parts) -> product(parts, outer, place);
      case Formula.Any(_, List<Formula> parts) -> union(parts, outer, place);
      case Formula.Exists(_, _, Formula inner) -> groups(inner, outer, place);
      case Formula.Constant(_, boolean value) ->
          Optional.of(value ? List.of(List.of()) : List.of());
      case Formula.Fact fact -> Optional.of(List.of(List.of(fact)));
      case Formula.Test test -> Optional.of(List.of(List.of(test)));
      case Formula.Not(_, _, Formula.Not(_, _, Formula inner)) -> groups(inner, outer, place);
      case Formula.Not(_, _, Formula.Constant(Span span, boolean value)) ->
          groups(new Formula.Constant(span, !value), outer, place);
      case Formula.Not(_, Span span, Formula.Test(Origin origin, ExprDecl test)) ->
          Optional.of(
              List.of(
                  List.of(
                      new Formula.Test(
                          origin, new ExprDecl.Unary(span, ExprDecl.UnaryOperator.NOT, test)))));
      case Formula.Not(Origin origin, Span span, _) -> {
        problems.add(
            DiagnosticCode.MISPLACED_NEGATION,
            span,
            origin.path(),
            "`not` of a pattern cannot stand inside another `not` or `exists`",
            "let the rule match the outer pattern, and put `not` beside it");
        yield Optional.empty();
      }
      case Formula.Aggregate aggregate -> {
        problems.add(
            DiagnosticCode.MISPLACED_AGGREGATE,
            aggregate.span(),
            aggregate.origin().path(),
            "an aggregate cannot stand inside `not (...)` or `exists (...)`",
            "put it beside them, joined by `and`");
        yield Optional.empty();
      }
      case Formula.Poison _ -> Optional.empty();
    };
  }

  private Optional<List<List<Formula.Part>>> product(
      List<Formula> parts, Origin outer, Span place) {
    List<List<Formula.Part>> product = List.of(List.of());
    boolean reported = false;
    for (Formula part : parts) {
      Optional<List<List<Formula.Part>>> groups = groups(part, outer, place);
      if (groups.isEmpty()) {
        reported = true;
        continue;
      }
      if ((long) product.size() * groups.get().size() > Rule.MAX_ALTERNATIVES) {
        reportTooManyInside(outer, place);
        return Optional.empty();
      }
      product = joined(product, groups.get());
    }
    return reported ? Optional.empty() : Optional.of(product);
  }

  private Optional<List<List<Formula.Part>>> union(List<Formula> parts, Origin outer, Span place) {
    List<List<Formula.Part>> union = new ArrayList<>();
    boolean reported = false;
    for (Formula part : parts) {
      Optional<List<List<Formula.Part>>> groups = groups(part, outer, place);
      groups.ifPresent(union::addAll);
      reported |= groups.isEmpty();
      if (union.size() > Rule.MAX_ALTERNATIVES) {
        reportTooManyInside(outer, place);
        return Optional.empty();
      }
    }
    return reported ? Optional.empty() : Optional.of(union);
  }

  private void reportTooManyInside(Origin origin, Span span) {
    problems.add(
        DiagnosticCode.TOO_MANY_ALTERNATIVES,
        span,
        origin.path(),
        "what stands inside `not` or `exists` can hold in more than "
            + Rule.MAX_ALTERNATIVES
            + " ways",
        "compare with lists (`in [...]`, `under [...]`), or write several rules");
  }

  private static <T> List<List<T>> joined(List<List<T>> left, List<List<T>> right) {
    List<List<T>> joined = new ArrayList<>();
    for (List<T> first : left) {
      for (List<T> second : right) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        joined.add(both);
      }
    }
    return joined;
  }

  private static long ways(Way way) {
    long many = 1L << 31;
    return switch (way) {
      case Way.One _ -> 1;
      case Way.All(List<Way> parts) ->
          parts.stream().mapToLong(NormalForm::ways).reduce(1, (a, b) -> Math.min(many, a * b));
      case Way.Any(_, List<Way> parts) ->
          Math.min(many, parts.stream().mapToLong(NormalForm::ways).sum());
    };
  }

  private static List<List<Leaf>> expand(Way way) {
    return switch (way) {
      case Way.One(Leaf leaf) -> List.of(List.of(leaf));
      case Way.All(List<Way> parts) -> {
        List<List<Leaf>> product = List.of(List.of());
        for (Way part : parts) {
          product = joined(product, expand(part));
        }
        yield product;
      }
      case Way.Any(_, List<Way> parts) -> {
        List<List<Leaf>> union = new ArrayList<>();
        parts.forEach(part -> union.addAll(expand(part)));
        yield union;
      }
    };
  }

  private void reportTooMany(Way way, Span span, String path) {
    List<Way.Any> choices = new ArrayList<>();
    collect(way, choices);
    long ways = ways(way);
    var hint = new StringBuilder("they multiply: ");
    choices.stream()
        .sorted((a, b) -> Long.compare(ways(b), ways(a)))
        .limit(5)
        .forEach(choice ->
            hint.append(hint.length() > 15 ? ", " : "")
                .append("`or` on line ")
                .append(choice.span().line())
                .append(" gives ")
                .append(ways(choice)));
    hint.append("; compare with lists (`in [...]`, `under [...]`), or write several rules");
    problems.add(
        DiagnosticCode.TOO_MANY_ALTERNATIVES,
        span,
        path,
        "the condition has "
            + (ways >= 1L << 31 ? "far" : ways)
            + (ways >= 1L << 31 ? " more than " : " alternatives, more than ")
            + Rule.MAX_ALTERNATIVES
            + (ways >= 1L << 31 ? " alternatives" : ""),
        hint.toString());
  }

  private static void collect(Way way, List<Way.Any> choices) {
    switch (way) {
      case Way.One _ -> {}
      case Way.All(List<Way> parts) -> parts.forEach(part -> collect(part, choices));
      case Way.Any any -> {
        if (any.parts().size() > 1) {
          choices.add(any);
        }
        any.parts().forEach(part -> collect(part, choices));
      }
    }
  }
}
