package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers the patterns of a rule. With one alternative they count up as written. With more, the
 * facts that the effect names have the same number in each, then come the other matched facts and
 * then the rest. What names are called plays no part, so that renaming a binding changes nothing.
 */
final class Slots {
  /**
   * A pattern of an alternative.
   *
   * @param binding what the rule itself binds its fact to; empty when it does not, or when the fact
   *     is not matched
   */
  private record Use(boolean matched, String binding) {}

  private Slots() {}

  /** The names that the rule itself binds to matched facts of the alternative. */
  static Map<String, FactType> bound(List<Leaf> alternative, Origin origin) {
    Map<String, FactType> bound = new LinkedHashMap<>();
    for (Leaf leaf : alternative) {
      if (leaf instanceof Leaf.Matched(Formula.Fact fact) && !binding(fact, origin).isEmpty()) {
        bound.put(binding(fact, origin), fact.type());
      }
    }
    return bound;
  }

  /**
   * A slot for each pattern of one of several alternatives, in order.
   *
   * @param shared names that have the same slot in every alternative
   */
  static List<Integer> of(List<Leaf> alternative, Origin origin, List<String> shared) {
    List<Use> uses = uses(alternative, origin);
    Map<Integer, Integer> slots = new LinkedHashMap<>();
    for (int i = 0; i < uses.size(); i++) {
      if (shared.contains(uses.get(i).binding())) {
        slots.put(i, shared.indexOf(uses.get(i).binding()));
      }
    }
    int next = shared.size();
    for (boolean matched : new boolean[] {true, false}) {
      for (int i = 0; i < uses.size(); i++) {
        if (uses.get(i).matched() == matched && !slots.containsKey(i)) {
          slots.put(i, next++);
        }
      }
    }
    List<Integer> ordered = new ArrayList<>();
    for (int i = 0; i < uses.size(); i++) {
      ordered.add(slots.get(i));
    }
    return ordered;
  }

  /** A slot for each pattern of the only alternative: they count up. */
  static List<Integer> of(List<Leaf> alternative, Origin origin) {
    return IntStream.range(0, patterns(alternative, origin)).boxed().toList();
  }

  /** How many patterns the alternative has, those that it does not match included. */
  static int patterns(List<Leaf> alternative, Origin origin) {
    return uses(alternative, origin).size();
  }

  private static List<Use> uses(List<Leaf> alternative, Origin origin) {
    List<Use> uses = new ArrayList<>();
    for (Leaf leaf : alternative) {
      switch (leaf) {
        case Leaf.Matched(Formula.Fact fact) -> uses.add(new Use(true, binding(fact, origin)));
        case Leaf.Group group ->
            group.parts().stream()
                .filter(Formula.Fact.class::isInstance)
                .forEach(_ -> uses.add(new Use(false, "")));
        case Leaf.Counted _ -> uses.add(new Use(false, ""));
        case Leaf.Tested _, Leaf.Never _, Leaf.Poisoned _ -> {}
      }
    }
    return uses;
  }

  private static String binding(Formula.Fact fact, Origin origin) {
    Formula.Name name = fact.name();
    return name == null || name.origin().frame() != origin.frame() ? "" : name.decl().text();
  }
}
