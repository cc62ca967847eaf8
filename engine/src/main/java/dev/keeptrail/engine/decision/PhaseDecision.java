package dev.keeptrail.engine.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one phase came to. Verdict and action are those of enforced policies; shadow policies appear
 * in {@code policies} only.
 *
 * @param reasonCode the decisive policy's, or {@code all_policies_passed}, {@code pack.disabled},
 *     {@code engine.fault}
 * @param decisivePolicy the first policy that reached the verdict; null when all allowed
 * @param message what the caller may be told; null leaves it to the gateway
 * @param policies one outcome for each policy of the chain that has this phase, in chain order
 * @param findings all findings of the scan, whether a rule used them or not
 */
public record PhaseDecision(
    Phase phase,
    Verdict verdict,
    String reasonCode,
    @Nullable String decisivePolicy,
    @Nullable String message,
    List<PolicyOutcome> policies,
    List<Finding> findings,
    List<Redaction> redactions,
    List<Fault> faults,
    Coverage coverage,
    Trace trace) {
  public PhaseDecision {
    policies = List.copyOf(policies);
    findings = List.copyOf(findings);
    redactions = List.copyOf(redactions);
    faults = List.copyOf(faults);
  }
}
