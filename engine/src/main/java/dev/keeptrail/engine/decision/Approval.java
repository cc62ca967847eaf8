package dev.keeptrail.engine.decision;

import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Set;

/**
 * What a person lets through of what policies escalate. Where all that escalates in a phase is
 * covered, nothing does any more, and whatever else was decided is carried out; where some is not,
 * the decision stays as it is.
 *
 * @param covers empty where nobody approved anything
 */
public record Approval(Set<Escalated> covers) {
  public static final Approval NONE = new Approval(Set.of());

  /** Reason code of what would have been escalated and was approved. */
  public static final String REASON = "gateway.escalation_approved";

  public Approval {
    covers = Set.copyOf(covers);
  }

  /**
   * One policy's escalation in one phase, for one reason: that much an approval covers.
   *
   * @param reasonCode the policy's
   */
  public record Escalated(Phase phase, String policy, String reasonCode) {}

  /** All that escalates in a phase, in chain order; empty where the phase does not escalate. */
  public static List<Escalated> escalated(PhaseDecision decision) {
    return decision.policies().stream()
        .filter(outcome -> outcome.action() == Verdict.ESCALATE)
        .map(outcome -> new Escalated(decision.phase(), outcome.policy(), outcome.reasonCode()))
        .toList();
  }

  /** Whether a phase escalates, and all that does is approved. */
  public boolean lifts(PhaseDecision decision) {
    return decision.verdict() == Verdict.ESCALATE && covers.containsAll(escalated(decision));
  }

  /** The decision as it stands after the approval. */
  public PhaseDecision lift(PhaseDecision decision) {
    return lifts(decision) ? lifted(decision) : decision;
  }

  private static PhaseDecision lifted(PhaseDecision decision) {
    List<PolicyOutcome> outcomes = decision.policies().stream().map(Approval::lifted).toList();
    PolicyOutcome masking =
        outcomes.stream()
            .filter(outcome -> outcome.action() == Verdict.REDACT)
            .findFirst()
            .orElse(null);
    return new PhaseDecision(
        decision.phase(),
        masking == null ? Verdict.ALLOW : Verdict.REDACT,
        masking == null ? REASON : masking.reasonCode(),
        masking == null ? decision.decisivePolicy() : masking.policy(),
        null,
        outcomes,
        decision.findings(),
        decision.redactions(),
        decision.faults(),
        decision.coverage(),
        decision.trace(),
        null,
        decision.tags());
  }

  private static PolicyOutcome lifted(PolicyOutcome outcome) {
    return outcome.action() == Verdict.ESCALATE
        ? new PolicyOutcome(
            outcome.policy(),
            outcome.kind(),
            outcome.phase(),
            outcome.mode(),
            outcome.status(),
            outcome.verdict(),
            Verdict.ALLOW,
            outcome.reasonCode(),
            outcome.rules(),
            outcome.findings(),
            outcome.message(),
            outcome.assignee(),
            outcome.tags())
        : outcome;
  }
}
