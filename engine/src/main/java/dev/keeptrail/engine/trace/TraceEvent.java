package dev.keeptrail.engine.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a decision. The words of the closed list below are what a golden trace holds. */
public sealed interface TraceEvent {
  /** A policy's turn in the chain began. */
  record PolicyEntered(String policy) implements TraceEvent {}

  /**
   * A rule fired.
   *
   * @param findings indexes of the findings that its conditions matched, ascending; empty for rules
   *     without
   * @param facts the other facts that its conditions matched but the request, such as {@code
   *     tool_call[0]} or {@code message[2]}, in the order of the rule's slots
   */
  record RuleFired(
      String policy,
      String rule,
      String effect,
      String reasonCode,
      List<Integer> findings,
      List<String> facts)
      implements TraceEvent {
    public RuleFired {
      findings = List.copyOf(findings);
      facts = List.copyOf(facts);
    }

    /** A rule that matched findings and the request only. */
    public RuleFired(
        String policy, String rule, String effect, String reasonCode, List<Integer> findings) {
      this(policy, rule, effect, reasonCode, findings, List.of());
    }
  }

  /**
   * A finding is out of sight for later policies, because this policy redacted the text around it.
   */
  record FindingHidden(String policy, int finding) implements TraceEvent {}

  /** A policy's turn ended. */
  record PolicyDecided(String policy, String verdict, String action, String mode, String reasonCode)
      implements TraceEvent {}

  /** A policy was not asked, because an earlier one blocked. */
  record PolicySkipped(String policy) implements TraceEvent {}

  /** Something failed; the fail mode decided. */
  record Faulted(String policy, String source, String problem) implements TraceEvent {}

  /** The phase came to its verdict. */
  record ChainDecided(String verdict, String reasonCode, @Nullable String decisivePolicy)
      implements TraceEvent {}
}
