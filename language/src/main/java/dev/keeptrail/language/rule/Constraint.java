package dev.keeptrail.language.rule;

import java.util.List;
import java.util.Set;

/**
 * One test on a fact. All constraints of a pattern must hold. Whatever can be said by a constraint
 * other than {@link Test} is said so, because those the rule network can look up.
 */
public sealed interface Constraint {
  /** The text field equals the value. */
  record Equal(String field, String value) implements Constraint {}

  /** The text field is one of the values. */
  record OneOf(String field, Set<String> values) implements Constraint {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** The text field is there and is none of the values. */
  record NoneOf(String field, Set<String> values) implements Constraint {
    public NoneOf {
      values = Set.copyOf(values);
    }
  }

  /**
   * The dotted category in the field is one of the roots or lies below one: {@code pii.email} is
   * under {@code pii}, {@code pii2} is not.
   */
  record Under(String field, List<String> roots) implements Constraint {
    public Under {
      roots = List.copyOf(roots);
    }
  }

  /** The numeric field is at least the bound. */
  record AtLeast(String field, double bound) implements Constraint {}

  /** The text or number field equals a field of the fact in an earlier slot; both are there. */
  record Joined(String field, int slot, String otherField) implements Constraint {}

  /** Any other test, over this fact and facts of earlier slots. */
  record Test(Expr test) implements Constraint {}
}
