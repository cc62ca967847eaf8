package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.List;

/** The conditions on findings that the bundled kinds are made of. */
final class Conditions {
  private Conditions() {}

  static Condition.Match under(String... roots) {
    return finding(List.of(roots));
  }

  static Condition.Match finding(List<String> roots, Constraint... more) {
    List<Constraint> constraints = new ArrayList<>();
    constraints.add(new Constraint.Under("category", roots));
    constraints.addAll(List.of(more));
    return Condition.match(FactType.FINDING, constraints);
  }
}
