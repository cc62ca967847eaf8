package dev.keeptrail.engine.drools;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** One activation of one rule. Immutable. */
final class Firing {
  /** Rule order, then the facts: the order of a trace, whatever order the agenda chose. */
  static final Comparator<Firing> ORDER =
      Comparator.comparingInt(Firing::rule).thenComparing(firing -> firing.facts, Arrays::compare);

  private final int rule;
  private final int[] facts;

  /**
   * @param rule the rule's position in its policy
   * @param facts indexes of the matched facts, in the order of the rule's conditions
   */
  Firing(int rule, int... facts) {
    this.rule = rule;
    this.facts = facts;
  }

  int rule() {
    return rule;
  }

  /** The matched findings, ascending. */
  List<Integer> findings() {
    if (facts.length == 1) {
      return facts[0] == Fact.NO_FINDING ? List.of() : List.of(facts[0]);
    }
    var findings = new TreeSet<Integer>();
    for (int fact : facts) {
      if (fact != Fact.NO_FINDING) {
        findings.add(fact);
      }
    }
    return List.copyOf(findings);
  }
}
