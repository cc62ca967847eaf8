package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.Decisions;
import dev.keeptrail.engine.chain.FiringLimitException;
import dev.keeptrail.engine.chain.JoinLimitException;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.PolicyOutcome.Status;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rule program of one request writes down. Used by one thread, and thrown away with the
 * request.
 *
 * <p>INVARIANT: consequences come band by band. What a rule does after its policy's turn is over is
 * void: hiding a finding or editing a message can make an earlier policy's conditions true.
 */
final class Evaluation {
  private final ChainSpec chain;
  private final List<List<RuleEffect>> effects;
  private final PhaseInput input;
  private final VisibleFacts facts;
  private final MaskedSpans masks;

  private final List<TraceEvent> events = new ArrayList<>();
  private final List<PolicyOutcome> outcomes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private final List<Firing> firings = new ArrayList<>();
  private final Set<Firing> several = new HashSet<>();
  private int turnsOver = -1;
  private int firingCount;
  private int joinCount;

  private long turnBegan;
  private boolean halted;
  private Verdict verdict = Verdict.ALLOW;
  private @Nullable PolicyOutcome decisive;
  private Map<String, String> tags = Map.of();

  /**
   * @param effects of each policy's rules
   */
  Evaluation(
      ChainSpec chain, List<List<RuleEffect>> effects, PhaseInput input, VisibleFacts facts) {
    this.chain = chain;
    this.effects = effects;
    this.input = input;
    this.facts = facts;
    this.masks = new MaskedSpans(input);
  }

  /** The first policy's turn begins: what is known is in the session. */
  void begin() {
    turnBegan = System.nanoTime();
  }

  /** An expression is tried on a combination of facts. */
  void join() {
    joinCount++;
    if (joinCount > ChainRunner.MAX_JOINS) {
      throw new JoinLimitException();
    }
  }

  /** A rule of a policy fired. */
  void fire(int policy, Firing firing) {
    if (policy <= turnsOver || !input.faultsOf(chain.policies().get(policy)).isEmpty()) {
      return;
    }
    if (effects.get(policy).get(firing.rule()).hasSeveralAlternatives() && !several.add(firing)) {
      return;
    }
    firingCount++;
    if (firingCount > ChainRunner.MAX_FIRINGS) {
      throw new FiringLimitException();
    }
    firings.add(firing);
  }

  /**
   * The policy's turn ends.
   *
   * @param session where facts go out of sight and others come in their place
   * @return whether the chain ends with it
   */
  boolean close(int policy, VisibleFacts.Session session) {
    turnsOver = policy;
    PolicySpec spec = chain.policies().get(policy);
    events.add(new TraceEvent.PolicyEntered(spec.name()));
    List<Fault> failures = input.faultsOf(spec);
    PolicyOutcome outcome =
        failures.isEmpty() ? settle(policy, spec, session) : fail(spec, failures);
    events.add(
        new TraceEvent.PolicyDecided(
            spec.name(),
            outcome.verdict().word(),
            outcome.action().word(),
            spec.mode().word(),
            outcome.reasonCode()));
    outcomes.add(outcome);
    if (outcome.action().outranks(verdict)) {
      verdict = outcome.action();
      decisive = outcome;
    }
    if (spec.isEnforced() && !outcome.tags().isEmpty()) {
      Map<String, String> merged = new LinkedHashMap<>(tags);
      outcome.tags().forEach(merged::putIfAbsent);
      tags = merged;
    }
    firings.clear();
    several.clear();
    halted = outcome.action() == Verdict.BLOCK;
    tellTime(spec);
    return halted;
  }

  /**
   * What went by since the turn before. The session brings facts together for a policy's rules only
   * when the rules of those before it are done with, so that it is this policy's time.
   */
  private void tellTime(PolicySpec spec) {
    long now = System.nanoTime();
    input.times().judged(chain.phase(), spec.name(), now - turnBegan);
    turnBegan = now;
  }

  /** Whether the chain ended before its last policy's turn, or with a block by it. */
  boolean isHalted() {
    return halted;
  }

  ChainResult result() {
    for (int i = outcomes.size(); i < chain.policies().size(); i++) {
      PolicySpec skipped = chain.policies().get(i);
      events.add(new TraceEvent.PolicySkipped(skipped.name()));
      outcomes.add(unasked(skipped, Status.SKIPPED, Verdict.ALLOW, Decisions.SKIPPED));
    }
    String name = decisive == null ? null : decisive.policy();
    String reason = decisive == null ? Decisions.ALL_PASSED : decisive.reasonCode();
    events.add(new TraceEvent.ChainDecided(verdict.word(), reason, name));
    return new ChainResult(
        verdict,
        reason,
        name,
        decisive == null ? null : decisive.message(),
        outcomes,
        masks.redactions(),
        faults,
        new Trace(events),
        decisive == null ? null : decisive.assignee(),
        tags);
  }

  private PolicyOutcome fail(PolicySpec spec, List<Fault> failures) {
    for (Fault fault : failures) {
      faults.add(fault);
      events.add(new TraceEvent.Faulted(fault.policy(), fault.source(), fault.problem()));
    }
    return unasked(spec, Status.FAULTED, spec.onFault(input.failMode()), spec.faultCode());
  }

  private PolicyOutcome settle(int policy, PolicySpec spec, VisibleFacts.Session session) {
    if (firings.isEmpty()) {
      return unasked(spec, Status.EVALUATED, Verdict.ALLOW, spec.cleanCode());
    }
    Collections.sort(firings);
    var record = new FiringRecord(spec, effects.get(policy), events);
    firings.forEach(record::add);
    if (spec.isEnforced()) {
      edit(policy, spec, session);
    }
    return record.outcome(chain.phase());
  }

  private void edit(int policy, PolicySpec spec, VisibleFacts.Session session) {
    boolean edits = false;
    for (Firing firing : firings) {
      RuleEffect effect = effects.get(policy).get(firing.rule());
      if (effect.edits()) {
        edits = true;
        String replacement = effect.replacement(firing);
        for (SessionFact target : effect.targets(firing)) {
          if (target instanceof FindingFact) {
            masks.addFinding(policy, spec, target.index(), replacement);
          } else {
            masks.addMessage(policy, spec, target.index(), replacement);
          }
        }
      }
    }
    if (edits) {
      for (int finding : facts.hide(masks.covered(), session)) {
        events.add(new TraceEvent.FindingHidden(spec.name(), finding));
      }
      facts.edit(this, masks.touched(policy), masks, session);
    }
  }

  private PolicyOutcome unasked(PolicySpec spec, Status status, Verdict asked, String reasonCode) {
    return new PolicyOutcome(
        spec.name(),
        spec.kind(),
        chain.phase(),
        spec.mode(),
        status,
        asked,
        spec.isEnforced() ? asked : Verdict.ALLOW,
        reasonCode,
        List.of(),
        List.of(),
        asked == Verdict.ALLOW ? null : spec.lowering().message(),
        null,
        Map.of());
  }
}
