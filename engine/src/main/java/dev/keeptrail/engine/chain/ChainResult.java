package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an engine makes of one phase; the fields are those of the decision. */
public record ChainResult(
    Verdict verdict,
    String reasonCode,
    @Nullable String decisivePolicy,
    @Nullable String message,
    List<PolicyOutcome> policies,
    List<Redaction> redactions,
    List<Fault> faults,
    Trace trace) {
  public ChainResult {
    policies = List.copyOf(policies);
    redactions = List.copyOf(redactions);
    faults = List.copyOf(faults);
  }
}
