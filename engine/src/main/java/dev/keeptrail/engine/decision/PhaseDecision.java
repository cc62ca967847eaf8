package dev.keeptrail.engine.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one phase came to. Verdict and action are those of enforced policies; shadow policies appear
 * in {@code policies} only.
 *
 * @param reasonCode the decisive policy's, or {@code all_policies_passed}, {@code pack.disabled},
 *     {@code engine.fault}
 * @param decisivePolicy the first policy that reached the verdict; null when all allowed
 * @param message what the caller may be told, in the decisive policy's words; null leaves it to the
 *     gateway
 * @param policies one outcome for each policy of the chain that has this phase, in chain order
 * @param findings all findings of the scan, whether a rule used them or not
 * @param assignee who is to look at what the decisive policy escalates; null when nobody is named
 * @param tags what the rules of enforced policies recorded, by name, in chain order; of two values
 *     under one name the earlier stays
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
    Trace trace,
    @Nullable Assignee assignee,
    Map<String, String> tags) {
  public PhaseDecision {
    policies = List.copyOf(policies);
    findings = List.copyOf(findings);
    redactions = List.copyOf(redactions);
    faults = List.copyOf(faults);
    tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** A decision without assignee and tags. */
  public PhaseDecision(
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
    this(
        phase,
        verdict,
        reasonCode,
        decisivePolicy,
        message,
        policies,
        findings,
        redactions,
        faults,
        coverage,
        trace,
        null,
        Map.of());
  }
}
