package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.Decisions;
import dev.keeptrail.engine.chain.FiringLimitException;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks one chain for one request: policy after policy, rule after rule. */
final class ChainInterpreter {
  private final ChainSpec chain;
  private final PhaseInput input;

  private final List<TraceEvent> events = new ArrayList<>();
  private final List<PolicyOutcome> outcomes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Integer> hidden = new LinkedHashSet<>();
  private final TreeMap<Integer, MaskedText> masked = new TreeMap<>();
  private int firings;

  ChainInterpreter(ChainSpec chain, PhaseInput input, @Nullable RuleObserver observer) {
    this.chain = chain;
    this.input = input;
  }

  ChainResult run() {
    boolean blocked = false;
    for (PolicySpec policy : chain.policies()) {
      PolicyOutcome outcome = blocked ? skip(policy) : turn(policy);
      outcomes.add(outcome);
      blocked |= outcome.action() == Verdict.BLOCK;
    }
    return result();
  }

  private PolicyOutcome skip(PolicySpec policy) {
    events.add(new TraceEvent.PolicySkipped(policy.name()));
    return outcome(
        policy, Status.SKIPPED, Verdict.ALLOW, Decisions.SKIPPED, new TreeSet<>(), List.of());
  }

  private PolicyOutcome turn(PolicySpec policy) {
    events.add(new TraceEvent.PolicyEntered(policy.name()));
    List<Fault> failures = input.faultsOf(policy);
    PolicyOutcome outcome = failures.isEmpty() ? evaluate(policy) : fail(policy, failures);
    events.add(
        new TraceEvent.PolicyDecided(
            policy.name(),
            outcome.verdict().word(),
            outcome.action().word(),
            policy.mode().word(),
            outcome.reasonCode()));
    return outcome;
  }

  private PolicyOutcome fail(PolicySpec policy, List<Fault> failures) {
    for (Fault fault : failures) {
      faults.add(fault);
      events.add(new TraceEvent.Faulted(fault.policy(), fault.source(), fault.problem()));
    }
    Verdict verdict = input.failMode() == FailMode.BLOCK ? Verdict.BLOCK : Verdict.ALLOW;
    return outcome(policy, Status.FAULTED, verdict, policy.faultCode(), new TreeSet<>(), List.of());
  }

  private PolicyOutcome evaluate(PolicySpec policy) {
    var interpreter = new RuleInterpreter(new Conditions(input, hidden));
    Verdict verdict = Verdict.ALLOW;
    String reason = policy.cleanCode();
    boolean fired = false;
    List<String> rules = new ArrayList<>();
    var findings = new TreeSet<Integer>();
    var redacted = new TreeSet<Integer>();

    for (Rule rule : policy.rules()) {
      List<List<Integer>> combinations = interpreter.firings(rule);
      if (combinations.isEmpty()) {
        continue;
      }
      rules.add(rule.name());
      Verdict asked = verdictOf(rule.then());
      if (!fired || asked.outranks(verdict)) {
        fired = true;
        verdict = asked;
        reason = rule.then().reasonCode().outline();
      }
      for (List<Integer> facts : combinations) {
        var matched = new TreeSet<>(facts);
        matched.remove(Conditions.REQUEST);
        record(policy, rule, matched);
        findings.addAll(matched);
        if (asked == Verdict.REDACT) {
          redacted.addAll(matched);
        }
      }
    }
    if (policy.isEnforced()) {
      mask(policy, redacted);
    }
    return outcome(policy, Status.EVALUATED, verdict, reason, findings, rules);
  }

  private void record(PolicySpec policy, Rule rule, Set<Integer> matched) {
    firings++;
    if (firings > ChainRunner.MAX_FIRINGS) {
      throw new FiringLimitException();
    }
    events.add(
        new TraceEvent.RuleFired(
            policy.name(),
            rule.name(),
            wordOf(rule.then()),
            rule.then().reasonCode().outline(),
            List.copyOf(matched)));
  }

  private void mask(PolicySpec policy, Set<Integer> redacted) {
    int position = chain.policies().indexOf(policy);
    for (int finding : redacted) {
      int segment = input.findings().get(finding).segment();
      masked
          .computeIfAbsent(segment, s -> new MaskedText(input, s))
          .mask(position, policy, finding);
    }
    for (int i = 0; i < input.findings().size(); i++) {
      MaskedText text = masked.get(input.findings().get(i).segment());
      if (text != null && text.hides(input.findings().get(i)) && hidden.add(i)) {
        events.add(new TraceEvent.FindingHidden(policy.name(), i));
      }
    }
  }

  private PolicyOutcome outcome(
      PolicySpec policy,
      Status status,
      Verdict verdict,
      String reason,
      Set<Integer> findings,
      List<String> rules) {
    return new PolicyOutcome(
        policy.name(),
        policy.kind(),
        chain.phase(),
        policy.mode(),
        status,
        verdict,
        policy.isEnforced() ? verdict : Verdict.ALLOW,
        reason,
        rules,
        List.copyOf(findings));
  }

  private ChainResult result() {
    Verdict verdict = Verdict.ALLOW;
    String reason = Decisions.ALL_PASSED;
    PolicySpec decisive = null;
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).action().outranks(verdict)) {
        verdict = outcomes.get(i).action();
        reason = outcomes.get(i).reasonCode();
        decisive = chain.policies().get(i);
      }
    }
    List<Redaction> redactions = new ArrayList<>();
    masked.values().forEach(text -> redactions.addAll(text.redactions()));
    @Nullable String name = decisive == null ? null : decisive.name();
    @Nullable String message = decisive == null ? null : decisive.lowering().message();
    events.add(new TraceEvent.ChainDecided(verdict.word(), reason, name));
    return new ChainResult(
        verdict, reason, name, message, outcomes, redactions, faults, new Trace(events));
  }

  private static Verdict verdictOf(Effect effect) {
    return switch (effect) {
      case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> Verdict.ALLOW;
      case Effect.Redact _, Effect.Rewrite _ -> Verdict.REDACT;
      case Effect.Escalate escalate -> Verdict.ESCALATE;
      case Effect.Block block -> Verdict.BLOCK;
    };
  }

  private static String wordOf(Effect effect) {
    return switch (effect) {
      case Effect.Flag _ -> "flag";
      case Effect.Tag _ -> "tag";
      case Effect.Rewrite _ -> "rewrite";
      case Effect.Allow allow -> verdictOf(allow).word();
      case Effect.Redact redact -> verdictOf(redact).word();
      case Effect.Escalate escalate -> verdictOf(escalate).word();
      case Effect.Block block -> verdictOf(block).word();
    };
  }
}
