package dev.keeptrail.engine.decision;

import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Phase;
import java.util.List;

/**
 * What one policy made of one phase.
 *
 * @param verdict what the policy says
 * @param action what was carried out: the verdict when enforced, {@link Verdict#ALLOW} in shadow
 *     mode
 * @param rules the rules that fired, in rule order
 * @param findings indexes into the decision's findings that the rules matched, ascending
 * @param status whether it was evaluated at all
 */
public record PolicyOutcome(
    String policy,
    String kind,
    Phase phase,
    PolicyMode mode,
    Status status,
    Verdict verdict,
    Verdict action,
    String reasonCode,
    List<String> rules,
    List<Integer> findings) {
  public PolicyOutcome {
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
  }

  /** Whether a policy was evaluated. */
  public enum Status {
    EVALUATED("evaluated"),
    /** An earlier policy blocked; this one was not asked. */
    SKIPPED("skipped"),
    /** Something it depends on failed; the fail mode decided for it. */
    FAULTED("faulted");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
