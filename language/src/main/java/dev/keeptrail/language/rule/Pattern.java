package dev.keeptrail.language.rule;

import java.util.List;

/**
 * Facts of one type that fit all constraints.
 *
 * @param slot what expressions call the fact by; unique within its alternative
 */
public record Pattern(int slot, FactType type, List<Constraint> constraints) {
  public Pattern {
    constraints = List.copyOf(constraints);
  }
}
