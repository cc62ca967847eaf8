package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bindings that a rule's effect names.
 *
 * @param origin whose bindings they are
 * @param order those that every alternative binds to the same type of fact, as the first one orders
 *     them
 * @param broken those that were reported
 */
record SharedBindings(Origin origin, List<String> order, Set<String> broken) {
  static SharedBindings of(
      EffectDraft effect, List<List<Leaf>> alternatives, Origin origin, Problems problems) {
    List<Map<String, FactType>> bound =
        alternatives.stream().map(leaves -> Slots.bound(leaves, origin)).toList();
    Map<String, FactType> union = new LinkedHashMap<>();
    bound.forEach(each -> each.forEach(union::putIfAbsent));
    Set<String> used = effect.names();
    List<String> order = new ArrayList<>();
    Set<String> broken = new LinkedHashSet<>(poisoned(alternatives));
    for (Map.Entry<String, FactType> each : union.entrySet()) {
      String name = each.getKey();
      if (used.contains(name) && !broken.contains(name)) {
        if (bound.stream().allMatch(types -> types.get(name) == each.getValue())) {
          order.add(name);
        } else {
          broken.add(name);
          report(effect, name, bound, origin, problems);
        }
      }
    }
    return new SharedBindings(origin, order, broken);
  }

  private static List<String> poisoned(List<List<Leaf>> alternatives) {
    List<String> names = new ArrayList<>();
    for (List<Leaf> leaves : alternatives) {
      for (Leaf leaf : leaves) {
        NameDecl binding =
            leaf instanceof Leaf.Poisoned(Formula.Poison poison) ? poison.binding() : null;
        if (binding != null) {
          names.add(binding.text());
        }
      }
    }
    return names;
  }

  private static void report(
      EffectDraft effect,
      String name,
      List<Map<String, FactType>> bound,
      Origin origin,
      Problems problems) {
    boolean everywhere = bound.stream().allMatch(types -> types.containsKey(name));
    problems.add(
        DiagnosticCode.NOT_ALWAYS_BOUND,
        effect.span(),
        origin.path().replace(".when", ".then"),
        "the effect uses "
            + Quoted.word(name)
            + (everywhere
                ? ", which is not the same type of fact in every alternative"
                : ", which not every alternative binds"),
        "bind it on both sides of `or`, or write several rules");
  }

  /** What the effect sees: its bindings, as the first alternative has them. */
  Bindings visible(Bindings first) {
    Bindings visible = new Bindings(first);
    broken.forEach(name -> visible.put(origin, name, new Bindings.Fact(-1, null)));
    return visible;
  }
}
