package dev.keeptrail.language.rule;

import java.util.List;
import java.util.Set;

/** One test on one field of a fact. All constraints of a pattern must hold. */
public sealed interface Constraint {
  /** The field's name in the fact schema. */
  String field();

  /** The text field equals the value. */
  record Equal(String field, String value) implements Constraint {}

  /** The text field is one of the values. */
  record OneOf(String field, Set<String> values) implements Constraint {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** The text field is none of the values. */
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
}
