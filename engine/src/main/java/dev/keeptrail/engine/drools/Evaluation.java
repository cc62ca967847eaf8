package dev.keeptrail.engine.drools;

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
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rule program of one request writes down. Used by one thread, and thrown away with the
 * request.
 *
 * <p>INVARIANT: consequences come band by band. What a rule does after its policy's rules are over
 * is void: hiding a finding can make an earlier policy's negation true.
 */
final class Evaluation {
  private final ChainSpec chain;
  private final PhaseInput input;
  private final MaskedSpans masks;

  private final List<TraceEvent> events = new ArrayList<>();
  private final List<PolicyOutcome> outcomes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private final List<Firing> firings = new ArrayList<>();
  private final List<Integer> hidden = new ArrayList<>();
  private int rulesOver = -1;
  private int firingCount;

  private Verdict verdict = Verdict.ALLOW;
  private String reason = Decisions.ALL_PASSED;
  private @Nullable PolicySpec decisive;

  Evaluation(ChainSpec chain, PhaseInput input) {
    this.chain = chain;
    this.input = input;
    this.masks = new MaskedSpans(input);
  }

  /**
   * A rule of a policy fired.
   *
   * @return whether the policy's mask step is asked for, for the first time
   */
  boolean fire(int policy, int rule, int[] facts) {
    PolicySpec spec = chain.policies().get(policy);
    if (policy <= rulesOver || !input.faultsOf(spec).isEmpty()) {
      return false;
    }
    firingCount++;
    if (firingCount > ChainRunner.MAX_FIRINGS) {
      throw new FiringLimitException();
    }
    var firing = new Firing(rule, facts);
    firings.add(firing);
    if (!spec.isEnforced() || !(spec.rules().get(rule).then() instanceof Effect.Redact)) {
      return false;
    }
    boolean first = !masks.isOpen(policy);
    masks.add(policy, spec, firing.findings());
    return first;
  }

  /** The policy's rules are over and something is masked: which findings that covers. */
  List<MaskedFinding> mask(int policy) {
    rulesOver = policy;
    return masks.covered(policy);
  }

  void hide(int finding) {
    hidden.add(finding);
  }

  /**
   * The policy's turn ends.
   *
   * @return whether the chain ends with it
   */
  boolean close(int policy) {
    rulesOver = policy;
    PolicySpec spec = chain.policies().get(policy);
    events.add(new TraceEvent.PolicyEntered(spec.name()));
    List<Fault> failures = input.faultsOf(spec);
    PolicyOutcome outcome = failures.isEmpty() ? settle(spec) : fail(spec, failures);
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
      reason = outcome.reasonCode();
      decisive = spec;
    }
    firings.clear();
    hidden.clear();
    return outcome.action() == Verdict.BLOCK;
  }

  ChainResult result() {
    for (int i = outcomes.size(); i < chain.policies().size(); i++) {
      PolicySpec skipped = chain.policies().get(i);
      events.add(new TraceEvent.PolicySkipped(skipped.name()));
      outcomes.add(outcome(skipped, Status.SKIPPED, Verdict.ALLOW, Decisions.SKIPPED));
    }
    String name = decisive == null ? null : decisive.name();
    events.add(new TraceEvent.ChainDecided(verdict.word(), reason, name));
    return new ChainResult(
        verdict,
        reason,
        name,
        decisive == null ? null : decisive.lowering().message(),
        outcomes,
        masks.redactions(),
        faults,
        new Trace(events));
  }

  private PolicyOutcome fail(PolicySpec spec, List<Fault> failures) {
    for (Fault fault : failures) {
      faults.add(fault);
      events.add(new TraceEvent.Faulted(fault.policy(), fault.source(), fault.problem()));
    }
    Verdict failed = input.failMode() == FailMode.BLOCK ? Verdict.BLOCK : Verdict.ALLOW;
    return outcome(spec, Status.FAULTED, failed, spec.faultCode());
  }

  private PolicyOutcome settle(PolicySpec spec) {
    if (firings.isEmpty()) {
      return outcome(spec, Status.EVALUATED, Verdict.ALLOW, spec.cleanCode());
    }
    firings.sort(Firing.ORDER);
    Rule strongest = spec.rules().get(firings.getFirst().rule());
    List<String> names = new ArrayList<>();
    var findings = new TreeSet<Integer>();
    int last = -1;
    for (Firing firing : firings) {
      Rule rule = spec.rules().get(firing.rule());
      List<Integer> matched = firing.findings();
      findings.addAll(matched);
      events.add(
          new TraceEvent.RuleFired(
              spec.name(),
              rule.name(),
              Effects.word(rule.then()),
              rule.then().reasonCode().outline(),
              matched));
      if (firing.rule() != last) {
        last = firing.rule();
        names.add(rule.name());
      }
      if (Effects.verdict(rule.then()).outranks(Effects.verdict(strongest.then()))) {
        strongest = rule;
      }
    }
    Collections.sort(hidden);
    hidden.forEach(finding -> events.add(new TraceEvent.FindingHidden(spec.name(), finding)));
    Verdict asked = Effects.verdict(strongest.then());
    return new PolicyOutcome(
        spec.name(),
        spec.kind(),
        chain.phase(),
        spec.mode(),
        Status.EVALUATED,
        asked,
        spec.isEnforced() ? asked : Verdict.ALLOW,
        strongest.then().reasonCode().outline(),
        names,
        List.copyOf(findings),
        asked == Verdict.ALLOW ? null : spec.lowering().message(),
        null,
        java.util.Map.of());
  }

  private PolicyOutcome outcome(PolicySpec spec, Status status, Verdict asked, String reasonCode) {
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
        java.util.Map.of());
  }
}
