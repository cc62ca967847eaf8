package dev.keeptrail.engine.mutation;

import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every expression that is one small change away from another. */
final class ExprMutations {
  static final String COMPARISON = "comparison";
  static final String BOUND = "bound";
  static final String NEGATION = "negation";
  static final String CONNECTIVE = "connective";
  static final String PART = "part";

  private ExprMutations() {}

  static List<Change<Expr>> of(Expr expr) {
    List<Change<Expr>> changes = new ArrayList<>();
    switch (expr) {
      case Expr.Compare compare -> compare(compare, changes);
      case Expr.Not(Expr operand) -> {
        changes.add(new Change<>(NEGATION, "without `not`", operand));
        inside(operand, Expr.Not::new, changes);
      }
      case Expr.And(List<Expr> operands) -> {
        changes.add(new Change<>(CONNECTIVE, "`or` instead of `and`", new Expr.Or(operands)));
        operands(operands, Expr.And::new, changes);
      }
      case Expr.Or(List<Expr> operands) -> {
        changes.add(new Change<>(CONNECTIVE, "`and` instead of `or`", new Expr.And(operands)));
        operands(operands, Expr.Or::new, changes);
      }
      case Expr.In _,
          Expr.Contains _,
          Expr.Under _,
          Expr.Called _,
          Expr.Like _,
          Expr.Matches _,
          Expr.Present _ ->
          changes.add(new Change<>(NEGATION, "with `not` before it", new Expr.Not(expr)));
      case Expr.Literal _, Expr.Field _, Expr.Calculate _, Expr.Negate _, Expr.Call _ -> {
        // Values are changed where they are compared.
      }
    }
    return changes;
  }

  private static void compare(Expr.Compare compare, List<Change<Expr>> changes) {
    Expr left = compare.left();
    Expr right = compare.right();
    for (Change<Comparison> other : of(compare.comparison())) {
      changes.add(other.with(new Expr.Compare(other.value(), left, right)));
    }
    moved(right)
        .ifPresent(bound ->
            changes.add(bound.with(new Expr.Compare(compare.comparison(), left, bound.value()))));
    moved(left)
        .ifPresent(bound ->
            changes.add(bound.with(new Expr.Compare(compare.comparison(), bound.value(), right))));
  }

  /** The neighbour that decides about the bound itself, and the opposite. */
  static List<Change<Comparison>> of(Comparison comparison) {
    List<Comparison> others =
        switch (comparison) {
          case EQUAL -> List.of(Comparison.NOT_EQUAL);
          case NOT_EQUAL -> List.of(Comparison.EQUAL);
          case LESS -> List.of(Comparison.AT_MOST, Comparison.AT_LEAST);
          case AT_MOST -> List.of(Comparison.LESS, Comparison.MORE);
          case MORE -> List.of(Comparison.AT_LEAST, Comparison.AT_MOST);
          case AT_LEAST -> List.of(Comparison.MORE, Comparison.LESS);
        };
    return others.stream()
        .map(other ->
            new Change<>(
                COMPARISON,
                "`%s` instead of `%s`".formatted(other.symbol(), comparison.symbol()),
                other))
        .toList();
  }

  /** A number that is written, a little higher; empty for anything else. */
  static Optional<Change<Expr>> moved(Expr expr) {
    return expr instanceof Expr.Literal(Value.Decimal(double bound))
        ? Optional.of(moved(bound).with(new Expr.Literal(new Value.Decimal(higher(bound)))))
        : Optional.empty();
  }

  static Change<Double> moved(double bound) {
    return new Change<>(
        BOUND, "`%s` instead of `%s`".formatted(text(higher(bound)), text(bound)), higher(bound));
  }

  private static double higher(double bound) {
    return bound == Math.rint(bound) ? bound + 1 : Math.round((bound + 0.1) * 1e6) / 1e6;
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void operands(
      List<Expr> operands, Function<List<Expr>, Expr> whole, List<Change<Expr>> changes) {
    for (int i = 0; i < operands.size(); i++) {
      int at = i;
      List<Expr> rest = new ArrayList<>(operands);
      rest.remove(at);
      if (!rest.isEmpty()) {
        changes.add(
            new Change<>(
                PART,
                "without operand %d of %d".formatted(at + 1, operands.size()),
                rest.size() == 1 ? rest.getFirst() : whole.apply(rest)));
      }
      inside(
          operands.get(at),
          changed -> {
            List<Expr> all = new ArrayList<>(operands);
            all.set(at, changed);
            return whole.apply(all);
          },
          changes);
    }
  }

  private static void inside(Expr part, Function<Expr, Expr> whole, List<Change<Expr>> changes) {
    of(part).forEach(change -> changes.add(change.with(whole.apply(change.value()))));
  }
}
