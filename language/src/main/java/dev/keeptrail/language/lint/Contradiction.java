package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Pattern;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds patterns that no fact can fit, by what their constraints say of each field alone. */
final class Contradiction {
  private Contradiction() {}

  /** The field that would have to have two values at once; empty when there is none. */
  static Optional<String> in(Pattern pattern) {
    Set<String> fields = new LinkedHashSet<>();
    pattern.constraints().forEach(constraint -> field(pattern, constraint).ifPresent(fields::add));
    return fields.stream()
        .filter(
            field -> noText(pattern, field) || noNumber(pattern, field) || noRoot(pattern, field))
        .findFirst();
  }

  private static Optional<String> field(Pattern pattern, Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(String field, String _) -> Optional.of(field);
      case Constraint.OneOf(String field, Set<String> _) -> Optional.of(field);
      case Constraint.NoneOf(String field, Set<String> _) -> Optional.of(field);
      case Constraint.Under(String field, List<String> _) -> Optional.of(field);
      case Constraint.AtLeast _, Constraint.Test _ ->
          NumberTest.of(pattern.slot(), constraint).map(NumberTest::field);
      case Constraint.Joined _ -> Optional.empty();
    };
  }

  /** The field must be one of some texts, and none of them is left. */
  private static boolean noText(Pattern pattern, String field) {
    Set<String> left = null;
    for (Constraint constraint : pattern.constraints()) {
      Set<String> allowed =
          switch (constraint) {
            case Constraint.Equal(String name, String value) when name.equals(field) ->
                Set.of(value);
            case Constraint.OneOf(String name, Set<String> values) when name.equals(field) ->
                values;
            default -> null;
          };
      if (allowed != null) {
        left = left == null ? new HashSet<>(allowed) : left;
        left.retainAll(allowed);
      }
    }
    if (left == null) {
      return false;
    }
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Constraint.NoneOf(String name, Set<String> values)
          && name.equals(field)) {
        left.removeAll(values);
      } else if (constraint instanceof Constraint.Under(String name, List<String> roots)
          && name.equals(field)) {
        left.removeIf(value -> roots.stream().noneMatch(root -> isUnder(value, root)));
      }
    }
    return left.isEmpty();
  }

  /** The field must lie below two categories that have nothing in common. */
  private static boolean noRoot(Pattern pattern, String field) {
    List<Constraint.Under> unders =
        pattern.constraints().stream()
            .filter(Constraint.Under.class::isInstance)
            .map(Constraint.Under.class::cast)
            .filter(under -> under.field().equals(field))
            .toList();
    for (int i = 0; i < unders.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (areDisjoint(unders.get(i).roots(), unders.get(j).roots())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean noNumber(Pattern pattern, String field) {
    Bounds left = Bounds.known(pattern.type(), field);
    for (Constraint constraint : pattern.constraints()) {
      Optional<NumberTest> test = NumberTest.of(pattern.slot(), constraint);
      if (test.isPresent() && test.get().field().equals(field)) {
        left = left.and(test.get().bounds());
      }
    }
    return left.isEmpty();
  }

  private static boolean areDisjoint(List<String> some, List<String> others) {
    return some.stream()
        .allMatch(
            one -> others.stream().noneMatch(other -> isUnder(one, other) || isUnder(other, one)));
  }

  static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }
}
