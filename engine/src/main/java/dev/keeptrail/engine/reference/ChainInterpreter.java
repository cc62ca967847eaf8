package dev.keeptrail.engine.reference;

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
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks one chain for one request: policy after policy, rule after rule. */
final class ChainInterpreter {
  private final ChainSpec chain;
  private final PhaseInput input;
  private final Watch watch;
  private final JoinCount joins = new JoinCount();
  private final Facts facts;

  private final List<TraceEvent> events = new ArrayList<>();
  private final List<PolicyOutcome> outcomes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Integer> hidden = new LinkedHashSet<>();
  private final TreeMap<Integer, MaskedText> masked = new TreeMap<>();
  private int firings;

  ChainInterpreter(ChainSpec chain, PhaseInput input, Watch watch) {
    this.chain = chain;
    this.input = input;
    this.watch = watch;
    this.facts = new Facts(input);
  }

  ChainResult run() {
    watch.see(() -> new Observation.PhaseEntered(chain.phase()));
    boolean blocked = false;
    for (PolicySpec policy : chain.policies()) {
      PolicyOutcome outcome = blocked ? skip(policy) : timedTurn(policy);
      outcomes.add(outcome);
      blocked |= outcome.action() == Verdict.BLOCK;
    }
    return result();
  }

  private PolicyOutcome skip(PolicySpec policy) {
    watch.see(() -> new Observation.PolicySkipped(policy.name()));
    events.add(new TraceEvent.PolicySkipped(policy.name()));
    return unasked(policy, Status.SKIPPED, Verdict.ALLOW, Decisions.SKIPPED);
  }

  private PolicyOutcome timedTurn(PolicySpec policy) {
    long start = System.nanoTime();
    PolicyOutcome outcome = turn(policy);
    input.times().judged(chain.phase(), policy.name(), System.nanoTime() - start);
    return outcome;
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
    watch.see(() -> new Observation.PolicyFaulted(policy.name()));
    for (Fault fault : failures) {
      faults.add(fault);
      events.add(new TraceEvent.Faulted(fault.policy(), fault.source(), fault.problem()));
    }
    return unasked(policy, Status.FAULTED, policy.onFault(input.failMode()), policy.faultCode());
  }

  private PolicyOutcome evaluate(PolicySpec policy) {
    watch.see(() -> new Observation.PolicyEntered(policy.name()));
    var turn = new PolicyTurn(policy);
    for (int i = 0; i < policy.rules().size(); i++) {
      Rule rule = policy.rules().get(i);
      var interpreter = new RuleInterpreter(policy.name(), i, rule, facts, watch, joins);
      for (Firing firing : interpreter.firings()) {
        firings++;
        if (firings > ChainRunner.MAX_FIRINGS) {
          throw new FiringLimitException();
        }
        turn.fire(rule, firing);
      }
    }
    events.addAll(turn.events());
    if (policy.isEnforced()) {
      mask(policy, turn.edits());
    }
    watch.see(() -> new Observation.PolicyLeft(policy.name()));
    return turn.outcome(chain.phase());
  }

  private void mask(PolicySpec policy, List<PolicyTurn.Edit> edits) {
    if (edits.isEmpty()) {
      return;
    }
    int position = chain.policies().indexOf(policy);
    for (PolicyTurn.Edit edit : edits) {
      switch (edit.target().type()) {
        case FINDING -> {
          int finding = edit.target().index();
          maskedText(input.findings().get(finding).segment())
              .mask(position, policy, finding, edit.replacement());
        }
        case MESSAGE ->
            maskedText(edit.target().index()).maskAll(position, policy, edit.replacement());
        case REQUEST, TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION ->
            throw new IllegalStateException("no text of its own: " + edit.target().type().word());
      }
    }
    for (int i = 0; i < input.findings().size(); i++) {
      MaskedText text = masked.get(input.findings().get(i).segment());
      if (text != null && text.hides(input.findings().get(i)) && hidden.add(i)) {
        facts.hide(i);
        events.add(new TraceEvent.FindingHidden(policy.name(), i));
      }
    }
    facts.showTexts(Redactions.apply(input.content().segments(), redactions()));
  }

  private MaskedText maskedText(int segment) {
    return masked.computeIfAbsent(segment, s -> new MaskedText(input, s));
  }

  private List<Redaction> redactions() {
    List<Redaction> redactions = new ArrayList<>();
    masked.values().forEach(text -> redactions.addAll(text.redactions()));
    return redactions;
  }

  private PolicyOutcome unasked(PolicySpec policy, Status status, Verdict verdict, String reason) {
    return new PolicyOutcome(
        policy.name(),
        policy.kind(),
        chain.phase(),
        policy.mode(),
        status,
        verdict,
        policy.isEnforced() ? verdict : Verdict.ALLOW,
        reason,
        List.of(),
        List.of(),
        verdict == Verdict.BLOCK ? policy.lowering().message() : null,
        null,
        Map.of());
  }

  private ChainResult result() {
    Verdict verdict = Verdict.ALLOW;
    PolicyOutcome decisive = null;
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      PolicyOutcome outcome = outcomes.get(i);
      if (outcome.action().outranks(verdict)) {
        verdict = outcome.action();
        decisive = outcome;
      }
      if (chain.policies().get(i).isEnforced()) {
        outcome.tags().forEach(tags::putIfAbsent);
      }
    }
    String reason = decisive == null ? Decisions.ALL_PASSED : decisive.reasonCode();
    @Nullable String name = decisive == null ? null : decisive.policy();
    events.add(new TraceEvent.ChainDecided(verdict.word(), reason, name));
    return new ChainResult(
        verdict,
        reason,
        name,
        decisive == null ? null : decisive.message(),
        outcomes,
        redactions(),
        faults,
        new Trace(events),
        decisive == null ? null : decisive.assignee(),
        tags);
  }
}
