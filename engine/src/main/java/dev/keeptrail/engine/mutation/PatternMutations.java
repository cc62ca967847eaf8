package dev.keeptrail.engine.mutation;

import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every pattern that is one small change away from another. */
final class PatternMutations {
  private PatternMutations() {}

  /**
   * One of them.
   *
   * @param constraint the position of the changed constraint
   */
  record At(int constraint, Change<Pattern> change) {}

  static List<At> of(Pattern pattern) {
    List<At> changes = new ArrayList<>();
    List<Constraint> constraints = pattern.constraints();
    for (int i = 0; i < constraints.size(); i++) {
      List<Constraint> rest = new ArrayList<>(constraints);
      rest.remove(i);
      changes.add(new At(i, new Change<>(ExprMutations.PART, "left out", with(pattern, rest))));
      for (Change<Constraint> change : of(constraints.get(i))) {
        List<Constraint> all = new ArrayList<>(constraints);
        all.set(i, change.value());
        changes.add(new At(i, change.with(with(pattern, all))));
      }
    }
    return changes;
  }

  private static Pattern with(Pattern pattern, List<Constraint> constraints) {
    return new Pattern(pattern.slot(), pattern.type(), constraints);
  }

  private static List<Change<Constraint>> of(Constraint constraint) {
    List<Change<Constraint>> changes = new ArrayList<>();
    switch (constraint) {
      case Constraint.Equal(String field, String value) ->
          changes.add(
              new Change<>(
                  ExprMutations.COMPARISON,
                  "`!=` instead of `==`",
                  new Constraint.NoneOf(field, Set.of(value))));
      case Constraint.OneOf(String field, Set<String> values) ->
          changes.add(
              new Change<>(
                  ExprMutations.NEGATION,
                  "with `not` before it",
                  new Constraint.NoneOf(field, values)));
      case Constraint.NoneOf(String field, Set<String> values) ->
          changes.add(
              new Change<>(
                  ExprMutations.NEGATION,
                  "the values it excludes, and no others",
                  new Constraint.OneOf(field, values)));
      case Constraint.AtLeast(String field, double bound) ->
          changes.add(
              ExprMutations.moved(bound)
                  .with(new Constraint.AtLeast(field, ExprMutations.moved(bound).value())));
      case Constraint.Test(Expr test) ->
          ExprMutations.of(test)
              .forEach(change -> changes.add(change.with(new Constraint.Test(change.value()))));
      case Constraint.Under _, Constraint.Joined _ -> {
        // Left out as a whole only.
      }
    }
    return changes;
  }
}
