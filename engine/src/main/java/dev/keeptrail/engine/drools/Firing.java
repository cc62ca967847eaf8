package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** One activation of one rule. Immutable; two of the same rule and facts are the same firing. */
final class Firing implements Comparable<Firing> {
  private static final Comparator<SessionFact> BY_FACT =
      Comparator.comparing(SessionFact::type).thenComparingInt(SessionFact::index);

  private final int rule;
  private final int[] slots;
  private final SessionFact[] facts;

  /**
   * @param rule the rule's position in its policy
   * @param slots the slots of the matched facts, ascending
   * @param facts the matched facts, one for each slot
   */
  Firing(int rule, int[] slots, SessionFact... facts) {
    this.rule = rule;
    this.slots = slots;
    this.facts = facts;
  }

  int rule() {
    return rule;
  }

  /** The matched findings, ascending, each once. */
  List<Integer> findings() {
    if (facts.length == 1) {
      return isFinding(facts[0]) ? List.of(facts[0].index()) : List.of();
    }
    var findings = new TreeSet<Integer>();
    for (SessionFact fact : facts) {
      if (isFinding(fact)) {
        findings.add(fact.index());
      }
    }
    return List.copyOf(findings);
  }

  /** References to the matched facts that are neither findings nor the request, in slot order. */
  List<String> others() {
    List<String> others = List.of();
    for (SessionFact fact : facts) {
      if (!isFinding(fact) && fact.type() != FactType.REQUEST) {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(fact.reference());
      }
    }
    return others;
  }

  /** The matched facts, in slot order. */
  SessionFact[] facts() {
    return facts.clone();
  }

  /** The fact in a slot that every alternative of the rule matches. */
  SessionFact at(int slot) {
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == slot) {
        return facts[i];
      }
    }
    throw new IllegalStateException("no fact in slot " + slot);
  }

  /** Rule order, then the facts: the order of a trace, whatever order the agenda chose. */
  @Override
  public int compareTo(Firing other) {
    if (rule != other.rule) {
      return Integer.compare(rule, other.rule);
    }
    int common = Math.min(facts.length, other.facts.length);
    for (int i = 0; i < common; i++) {
      int bySlot = Integer.compare(slots[i], other.slots[i]);
      int order = bySlot != 0 ? bySlot : BY_FACT.compare(facts[i], other.facts[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(facts.length, other.facts.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Firing firing && compareTo(firing) == 0;
  }

  @Override
  public int hashCode() {
    int hash = rule;
    for (int i = 0; i < facts.length; i++) {
      hash = 31 * (31 * hash + slots[i]) + facts[i].index();
    }
    return hash;
  }

  private static boolean isFinding(SessionFact fact) {
    return fact.type() == FactType.FINDING;
  }
}
