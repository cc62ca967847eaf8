package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.language.rule.Phase;
import java.util.List;

/** The policies of one phase, in chain order, with distinct names. */
public record ChainSpec(Phase phase, List<PolicySpec> policies) {
  public ChainSpec {
    policies = List.copyOf(policies);
    if (policies.stream().map(PolicySpec::name).distinct().count() != policies.size()) {
      throw new IllegalArgumentException("policy names repeat");
    }
  }

  /** What all policies together want looked for. */
  public ScanRequest scan() {
    return policies.stream()
        .map(policy -> policy.lowering().scan())
        .reduce(ScanRequest.NOTHING, ScanRequest::and);
  }
}
