package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one policy's rules come to, firing after firing in trace order. */
final class PolicyTurn {
  private final PolicySpec policy;
  private final List<TraceEvent> events = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final Set<String> rules = new LinkedHashSet<>();
  private final Set<Integer> findings = new TreeSet<>();
  private final Map<String, String> tags = new LinkedHashMap<>();

  private @Nullable Verdict verdict;
  private String reason;
  private @Nullable String message;
  private @Nullable Assignee assignee;

  PolicyTurn(PolicySpec policy) {
    this.policy = policy;
    this.reason = policy.cleanCode();
    this.message = policy.lowering().message();
  }

  /**
   * A text that is to be replaced.
   *
   * @param replacement null for the policy's marker
   */
  record Edit(FactName target, @Nullable String replacement) {}

  void fire(Rule rule, Firing firing) {
    Effect effect = rule.then();
    String code = Templates.renderReasonCode(effect.reasonCode(), firing);
    rules.add(rule.name());
    findings.addAll(firing.findings());
    events.add(
        new TraceEvent.RuleFired(
            policy.name(), rule.name(), wordOf(effect), code, firing.findings(), firing.others()));
    rule.tags()
        .forEach((name, template) -> tags.putIfAbsent(name, Templates.render(template, firing)));
    Verdict asked = verdictOf(effect);
    if (verdict == null || asked.outranks(verdict)) {
      verdict = asked;
      reason = code;
      Template template = messageOf(effect);
      message = template == null ? policy.lowering().message() : Templates.render(template, firing);
      assignee = effect instanceof Effect.Escalate escalate ? escalate.assignee() : null;
    }
    switch (effect) {
      case Effect.Redact(Template ignored, List<Integer> targets) -> edit(firing, targets, null);
      case Effect.Rewrite(Template ignored, List<Integer> targets, Template replacement) ->
          edit(firing, targets, Templates.render(replacement, firing));
      case Effect.Allow _, Effect.Flag _, Effect.Tag _, Effect.Escalate _, Effect.Block _ -> {
        // Edits nothing.
      }
    }
  }

  private void edit(Firing firing, List<Integer> targets, @Nullable String replacement) {
    firing
        .combination()
        .facts()
        .forEach((slot, fact) -> {
          boolean wanted =
              targets.isEmpty() ? fact.type() == FactType.FINDING : targets.contains(slot);
          if (wanted) {
            edits.add(new Edit(fact.name(), replacement));
          }
        });
  }

  List<TraceEvent> events() {
    return events;
  }

  List<Edit> edits() {
    return edits;
  }

  PolicyOutcome outcome(Phase phase) {
    Verdict reached = verdict == null ? Verdict.ALLOW : verdict;
    return new PolicyOutcome(
        policy.name(),
        policy.kind(),
        phase,
        policy.mode(),
        Status.EVALUATED,
        reached,
        policy.isEnforced() ? reached : Verdict.ALLOW,
        reason,
        List.copyOf(rules),
        List.copyOf(findings),
        reached == Verdict.ALLOW ? null : message,
        assignee,
        tags);
  }

  private static @Nullable Template messageOf(Effect effect) {
    return switch (effect) {
      case Effect.Block block -> block.message();
      case Effect.Escalate escalate -> escalate.message();
      case Effect.Allow _, Effect.Flag _, Effect.Tag _, Effect.Redact _, Effect.Rewrite _ -> null;
    };
  }

  private static Verdict verdictOf(Effect effect) {
    return switch (effect) {
      case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> Verdict.ALLOW;
      case Effect.Redact _, Effect.Rewrite _ -> Verdict.REDACT;
      case Effect.Escalate _ -> Verdict.ESCALATE;
      case Effect.Block _ -> Verdict.BLOCK;
    };
  }

  private static String wordOf(Effect effect) {
    return switch (effect) {
      case Effect.Allow _ -> "allow";
      case Effect.Flag _ -> "flag";
      case Effect.Tag _ -> "tag";
      case Effect.Redact _ -> "redact";
      case Effect.Rewrite _ -> "rewrite";
      case Effect.Escalate _ -> "escalate";
      case Effect.Block _ -> "block";
    };
  }
}
