package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import java.util.List;

/** The results that no rule has a say in, and the reason codes that belong to no policy. */
public final class Decisions {
  public static final String ALL_PASSED = "all_policies_passed";
  public static final String DISABLED = "pack.disabled";
  public static final String ENGINE_FAULT = "engine.fault";

  /** The reason of a policy that was not asked. */
  public static final String SKIPPED = "chain.skipped";

  private static final String SOURCE = "engine";

  private Decisions() {}

  /** Nothing was evaluated, so nothing is withheld. */
  static ChainResult untouched(String reasonCode) {
    return new ChainResult(
        Verdict.ALLOW,
        reasonCode,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        new Trace(List.of(new TraceEvent.ChainDecided(Verdict.ALLOW.word(), reasonCode, null))));
  }

  /** The evaluation itself failed. A chain that enforces nothing still stops nothing. */
  static ChainResult failed(ChainSpec chain, FailMode failMode, Throwable failure) {
    boolean blocks =
        chain.policies().stream()
            .filter(PolicySpec::isEnforced)
            .anyMatch(policy -> policy.onFault(failMode) == Verdict.BLOCK);
    Verdict verdict = blocks ? Verdict.BLOCK : Verdict.ALLOW;
    // WHY: only the type; an exception's message may quote what people wrote.
    String problem = failure.getClass().getSimpleName();
    return new ChainResult(
        verdict,
        ENGINE_FAULT,
        null,
        null,
        chain.policies().stream().map(policy -> failed(chain, policy, failMode)).toList(),
        List.of(),
        List.of(new Fault("", SOURCE, problem)),
        new Trace(
            List.of(
                new TraceEvent.Faulted("", SOURCE, problem),
                new TraceEvent.ChainDecided(verdict.word(), ENGINE_FAULT, null))));
  }

  private static PolicyOutcome failed(ChainSpec chain, PolicySpec policy, FailMode failMode) {
    Verdict verdict = policy.onFault(failMode);
    return new PolicyOutcome(
        policy.name(),
        policy.kind(),
        chain.phase(),
        policy.mode(),
        PolicyOutcome.Status.FAULTED,
        verdict,
        policy.isEnforced() ? verdict : Verdict.ALLOW,
        ENGINE_FAULT,
        List.of(),
        List.of());
  }
}
