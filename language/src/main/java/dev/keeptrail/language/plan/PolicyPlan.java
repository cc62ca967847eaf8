package dev.keeptrail.language.plan;

import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.List;

/**
 * One entry of the chain, resolved.
 *
 * @param name what traces and events call the policy; unique in the chain
 * @param kind the policy kind that interprets the settings
 * @param mode whether decisions are carried out
 * @param streaming whether answers may go out before the policy has judged all of them
 * @param phases the phases that the author limits the policy to, in phase order; empty leaves it to
 *     the kind
 * @param settings every field of the kind that has a value, defaults filled in
 * @param rules the author's own rules, in order; empty for every kind but {@code rules}
 */
public record PolicyPlan(
    String name,
    String kind,
    PolicyMode mode,
    StreamingMode streaming,
    List<Phase> phases,
    PlanValue.Mapping settings,
    List<Rule> rules) {
  public PolicyPlan {
    phases = phases.stream().sorted().distinct().toList();
    rules = List.copyOf(rules);
  }

  /** A policy that holds no answer back. */
  public PolicyPlan(
      String name,
      String kind,
      PolicyMode mode,
      List<Phase> phases,
      PlanValue.Mapping settings,
      List<Rule> rules) {
    this(name, kind, mode, StreamingMode.REALTIME, phases, settings, rules);
  }

  /** A policy that its kind makes all of. */
  public PolicyPlan(String name, String kind, PolicyMode mode, PlanValue.Mapping settings) {
    this(name, kind, mode, List.of(), settings, List.of());
  }
}
