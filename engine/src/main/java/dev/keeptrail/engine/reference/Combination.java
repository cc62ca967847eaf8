package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Bound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts in the slots so far.
 *
 * @param facts by slot, ascending
 */
record Combination(SortedMap<Integer, SeenFact> facts) {
  static final Combination NONE = new Combination(new TreeMap<>());

  Combination {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  Combination with(int slot, SeenFact fact) {
    SortedMap<Integer, SeenFact> longer = new TreeMap<>(facts);
    longer.put(slot, fact);
    return new Combination(longer);
  }

  SeenFact at(int slot) {
    SeenFact fact = facts.get(slot);
    if (fact == null) {
      // INVARIANT: policy specs let no rule through that asks about an unbound slot.
      throw new IllegalStateException("no fact in slot " + slot);
    }
    return fact;
  }

  List<Bound> bound() {
    List<Bound> bound = new ArrayList<>();
    facts.forEach((slot, fact) -> bound.add(new Bound(slot, fact.name())));
    return bound;
  }
}
