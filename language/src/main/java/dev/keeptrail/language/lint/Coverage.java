package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells when a condition holds in every case in which another one does. */
final class Coverage {
  private Coverage() {}

  /** Whether an alternative holds for every request: it has no condition, or asks for a request. */
  static boolean isUnconditional(Alternative alternative) {
    return alternative.conditions().stream().allMatch(Coverage::isUnconditional);
  }

  /**
   * Whether some alternative of the general rule holds whenever the special one does. Says so only
   * where each condition of the general one is a single pattern without free tests.
   */
  static boolean covers(Rule general, Alternative special) {
    return general.alternatives().stream().anyMatch(alternative -> covers(alternative, special));
  }

  private static boolean covers(Alternative general, Alternative special) {
    return general.conditions().stream()
        .allMatch(condition ->
            isUnconditional(condition)
                || special.conditions().stream().anyMatch(other -> covers(condition, other)));
  }

  private static boolean covers(Condition general, Condition special) {
    Optional<Pattern> wide = onlyPattern(general);
    return wide.isPresent()
        && isPositive(special)
        && Rule.patterns(special).stream().anyMatch(narrow -> covers(wide.get(), narrow));
  }

  private static boolean covers(Pattern general, Pattern special) {
    return general.type() == special.type()
        && general.constraints().stream()
            .allMatch(
                wide -> special.constraints().stream().anyMatch(narrow -> covers(wide, narrow)));
  }

  private static boolean covers(Constraint wide, Constraint narrow) {
    return switch (wide) {
      case Constraint.Equal _ -> wide.equals(narrow);
      case Constraint.OneOf(String field, Set<String> values) ->
          switch (narrow) {
            case Constraint.Equal(String name, String value) ->
                name.equals(field) && values.contains(value);
            case Constraint.OneOf(String name, Set<String> some) ->
                name.equals(field) && values.containsAll(some);
            default -> false;
          };
      case Constraint.NoneOf(String field, Set<String> values) ->
          narrow instanceof Constraint.NoneOf(String name, Set<String> more)
              && name.equals(field)
              && more.containsAll(values);
      case Constraint.Under(String field, List<String> roots) ->
          switch (narrow) {
            case Constraint.Equal(String name, String value) ->
                name.equals(field) && isUnder(value, roots);
            case Constraint.OneOf(String name, Set<String> values) ->
                name.equals(field) && values.stream().allMatch(value -> isUnder(value, roots));
            case Constraint.Under(String name, List<String> lower) ->
                name.equals(field) && lower.stream().allMatch(root -> isUnder(root, roots));
            default -> false;
          };
      case Constraint.AtLeast(String field, double bound) ->
          narrow instanceof Constraint.AtLeast(String name, double higher)
              && name.equals(field)
              && higher >= bound;
      case Constraint.Joined _, Constraint.Test _ -> false;
    };
  }

  private static boolean isUnder(String category, List<String> roots) {
    return roots.stream().anyMatch(root -> Contradiction.isUnder(category, root));
  }

  private static boolean isPositive(Condition condition) {
    return condition instanceof Condition.Match || condition instanceof Condition.Exists;
  }

  private static Optional<Pattern> onlyPattern(Condition condition) {
    return isPositive(condition) && Rule.patterns(condition).size() == 1
        ? Optional.of(Rule.patterns(condition).getFirst())
        : Optional.empty();
  }

  private static boolean isUnconditional(Condition condition) {
    return switch (condition) {
      case Condition.Test(Expr.Literal(Value.Truth(boolean value))) -> value;
      case Condition.Match _, Condition.Exists _ ->
          onlyPattern(condition)
              .filter(pattern -> pattern.type() == FactType.REQUEST)
              .filter(pattern -> pattern.constraints().isEmpty())
              .isPresent();
      case Condition.Absent _, Condition.Aggregate _, Condition.Test _ -> false;
    };
  }
}
