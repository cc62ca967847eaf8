package dev.keeptrail.engine.kind;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which categories a pattern of findings asks for by name. */
public final class FindingCategories {
  private final int slot;
  private final Set<String> categories = new LinkedHashSet<>();

  private FindingCategories(int slot) {
    this.slot = slot;
  }

  /** The categories and roots of categories, in order; empty when the pattern names none. */
  public static Set<String> of(Pattern pattern) {
    var collector = new FindingCategories(pattern.slot());
    for (Constraint constraint : pattern.constraints()) {
      switch (constraint) {
        case Constraint.Equal(String field, String value) -> collector.add(field, List.of(value));
        case Constraint.OneOf(String field, Set<String> values) ->
            collector.add(field, values.stream().sorted().toList());
        case Constraint.Under(String field, List<String> roots) -> collector.add(field, roots);
        case Constraint.Test(Expr test) -> collector.collect(test);
        case Constraint.NoneOf _, Constraint.AtLeast _, Constraint.Joined _ -> {
          // Names none that is wanted.
        }
      }
    }
    return collector.categories;
  }

  /** Whether the pattern fits findings of the named categories only. */
  public static boolean limit(Pattern pattern) {
    var collector = new FindingCategories(pattern.slot());
    return pattern.constraints().stream()
        .anyMatch(constraint ->
            switch (constraint) {
              case Constraint.Equal(String field, var value) -> field.equals(FactSchema.CATEGORY);
              case Constraint.OneOf(String field, var values) -> field.equals(FactSchema.CATEGORY);
              case Constraint.Under(String field, var roots) -> field.equals(FactSchema.CATEGORY);
              case Constraint.Test(Expr test) -> collector.limits(test);
              case Constraint.NoneOf _, Constraint.AtLeast _, Constraint.Joined _ -> false;
            });
  }

  private boolean limits(Expr test) {
    return switch (test) {
      case Expr.Under(Expr category, var roots) -> isCategory(category);
      case Expr.Compare(Comparison comparison, Expr left, Expr right) ->
          comparison == Comparison.EQUAL
              && ((isCategory(left) && right instanceof Expr.Literal)
                  || (isCategory(right) && left instanceof Expr.Literal));
      case Expr.In(Expr needle, Expr list) -> isCategory(needle) && list instanceof Expr.Literal;
      case Expr.And(List<Expr> operands) -> operands.stream().anyMatch(this::limits);
      case Expr.Or(List<Expr> operands) ->
          !operands.isEmpty() && operands.stream().allMatch(this::limits);
      case Expr.Not _,
          Expr.Literal _,
          Expr.Field _,
          Expr.Present _,
          Expr.Contains _,
          Expr.Called _,
          Expr.Like _,
          Expr.Matches _,
          Expr.Calculate _,
          Expr.Negate _,
          Expr.Call _ ->
          false;
    };
  }

  private void collect(Expr test) {
    switch (test) {
      case Expr.Under(Expr category, List<String> roots) when isCategory(category) ->
          categories.addAll(roots);
      case Expr.Compare(Comparison comparison, Expr left, Expr right)
          when comparison == Comparison.EQUAL && isCategory(left) ->
          addLiteral(right);
      case Expr.Compare(Comparison comparison, Expr left, Expr right)
          when comparison == Comparison.EQUAL && isCategory(right) ->
          addLiteral(left);
      case Expr.In(Expr needle, Expr list) when isCategory(needle) -> addLiteral(list);
      case Expr.Not(Expr operand) -> collect(operand);
      case Expr.And(List<Expr> operands) -> operands.forEach(this::collect);
      case Expr.Or(List<Expr> operands) -> operands.forEach(this::collect);
      case Expr.Literal _,
          Expr.Field _,
          Expr.Present _,
          Expr.Compare _,
          Expr.In _,
          Expr.Contains _,
          Expr.Under _,
          Expr.Called _,
          Expr.Like _,
          Expr.Matches _,
          Expr.Calculate _,
          Expr.Negate _,
          Expr.Call _ -> {
        // Names none.
      }
    }
  }

  private boolean isCategory(Expr expr) {
    return expr instanceof Expr.Field(int from, String field, var path)
        && from == slot
        && field.equals(FactSchema.CATEGORY);
  }

  private void addLiteral(Expr expr) {
    if (expr instanceof Expr.Literal(Value.Text(String text))) {
      categories.add(text);
    } else if (expr instanceof Expr.Literal(Value.Sequence(var items))) {
      for (Value item : items) {
        if (item instanceof Value.Text(String text)) {
          categories.add(text);
        }
      }
    }
  }

  private void add(String field, List<String> named) {
    if (field.equals(FactSchema.CATEGORY)) {
      categories.addAll(named);
    }
  }
}
