package dev.keeptrail.engine.decision;

import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one policy made of one phase.
 *
 * @param verdict what the policy says
 * @param action what was carried out: the verdict when enforced, {@link Verdict#ALLOW} in shadow
 *     mode
 * @param rules the rules that fired, in rule order
 * @param findings indexes into the decision's findings that the rules matched, ascending
 * @param status whether it was evaluated at all
 * @param message what the caller may be told of it; null leaves it to the gateway
 * @param assignee who is to look at what it escalates; null when nobody is named
 * @param tags what its rules recorded, by name, in rule order
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
    List<Integer> findings,
    @Nullable String message,
    @Nullable Assignee assignee,
    Map<String, String> tags) {
  public PolicyOutcome {
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
    tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** An outcome without message, assignee and tags. */
  public PolicyOutcome(
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
    this(
        policy,
        kind,
        phase,
        mode,
        status,
        verdict,
        action,
        reasonCode,
        rules,
        findings,
        null,
        null,
        Map.of());
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
