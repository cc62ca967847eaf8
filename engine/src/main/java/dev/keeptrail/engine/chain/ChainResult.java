package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.language.rule.Assignee;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Trace trace,
    @Nullable Assignee assignee,
    Map<String, String> tags) {
  public ChainResult {
    policies = List.copyOf(policies);
    redactions = List.copyOf(redactions);
    faults = List.copyOf(faults);
    tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** A result without assignee and tags. */
  public ChainResult(
      Verdict verdict,
      String reasonCode,
      @Nullable String decisivePolicy,
      @Nullable String message,
      List<PolicyOutcome> policies,
      List<Redaction> redactions,
      List<Fault> faults,
      Trace trace) {
    this(
        verdict,
        reasonCode,
        decisivePolicy,
        message,
        policies,
        redactions,
        faults,
        trace,
        null,
        Map.of());
  }
}
