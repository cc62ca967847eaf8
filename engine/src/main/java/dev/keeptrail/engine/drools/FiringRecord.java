package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes an outcome of one policy's firings; they come in trace order. */
final class FiringRecord {
  private final PolicySpec policy;
  private final List<RuleEffect> effects;
  private final List<TraceEvent> events;

  private final List<String> rules = new ArrayList<>();
  private final TreeSet<Integer> findings = new TreeSet<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private int lastRule = -1;
  private @Nullable Firing strongest;

  /**
   * @param events where steps are written down
   */
  FiringRecord(PolicySpec policy, List<RuleEffect> effects, List<TraceEvent> events) {
    this.policy = policy;
    this.effects = effects;
    this.events = events;
  }

  void add(Firing firing) {
    RuleEffect effect = effectOf(firing);
    List<Integer> matched = firing.findings();
    findings.addAll(matched);
    events.add(
        new TraceEvent.RuleFired(
            policy.name(),
            effect.rule(),
            effect.word(),
            effect.reasonCode(firing),
            matched,
            firing.others()));
    effect.tag(firing, tags);
    if (firing.rule() != lastRule) {
      lastRule = firing.rule();
      rules.add(effect.rule());
      if (strongest == null || effect.verdict().outranks(effectOf(strongest).verdict())) {
        strongest = firing;
      }
    }
  }

  PolicyOutcome outcome(Phase phase) {
    Firing decisive = strongest;
    if (decisive == null) {
      throw new IllegalStateException("nothing fired");
    }
    RuleEffect effect = effectOf(decisive);
    Verdict asked = effect.verdict();
    String message = effect.message(decisive);
    String told = message == null ? policy.lowering().message() : message;
    return new PolicyOutcome(
        policy.name(),
        policy.kind(),
        phase,
        policy.mode(),
        Status.EVALUATED,
        asked,
        policy.isEnforced() ? asked : Verdict.ALLOW,
        effect.reasonCode(decisive),
        rules,
        List.copyOf(findings),
        asked == Verdict.ALLOW ? null : told,
        effect.assignee(),
        tags);
  }

  private RuleEffect effectOf(Firing firing) {
    return effects.get(firing.rule());
  }
}
