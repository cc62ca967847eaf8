package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Bound;
import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.language.rule.FactType;
import java.util.Comparator;
import java.util.List;

/**
 * One combination of facts that makes a rule fire. Which alternative they fit makes no difference.
 *
 * @param combination the matched facts
 */
record Firing(Combination combination) {
  /** Slot after slot: the lower slot, then the earlier type, then the lower index comes first. */
  static final Comparator<Firing> ORDER = Firing::compare;

  private static final Comparator<Bound> BY_FACT =
      Comparator.comparingInt(Bound::slot)
          .thenComparing(bound -> bound.fact().type())
          .thenComparingInt(bound -> bound.fact().index());

  List<Bound> bound() {
    return combination.bound();
  }

  /** Indexes of the matched findings, ascending, each once. */
  List<Integer> findings() {
    return combination.facts().values().stream()
        .filter(fact -> fact.type() == FactType.FINDING)
        .map(SeenFact::index)
        .distinct()
        .sorted()
        .toList();
  }

  /** The matched facts that are neither findings nor the request, in slot order. */
  List<String> others() {
    return combination.facts().values().stream()
        .map(SeenFact::name)
        .filter(name -> name.type() != FactType.FINDING && name.type() != FactType.REQUEST)
        .map(FactName::toString)
        .toList();
  }

  private static int compare(Firing left, Firing right) {
    List<Bound> a = left.bound();
    List<Bound> b = right.bound();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = BY_FACT.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
