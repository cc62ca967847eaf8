package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Rule;
import java.util.List;

/**
 * What a kind may use while it lowers a block.
 *
 * @param policy the policy's name in the chain
 * @param rules the author's own rules; empty for every kind but {@code rules}
 */
public record LoweringContext(String policy, SecretSource secrets, List<Rule> rules) {
  public LoweringContext {
    rules = List.copyOf(rules);
  }

  /** The context of a policy without rules of the author's own. */
  public LoweringContext(String policy, SecretSource secrets) {
    this(policy, secrets, List.of());
  }

  /**
   * The category that reports what this policy's own pattern or term list found, such as {@code
   * custom.dlp_filter.pattern.0}. No two policies share one, so none acts on another's words.
   */
  public String ownCategory(String list, int index) {
    return ownRoot() + "." + list + "." + index;
  }

  /** The category that reports what this policy's own pattern or term list of that name found. */
  public String ownCategory(String name) {
    return ownRoot() + "." + name.replace('-', '_');
  }

  /** The root of all categories that belong to this policy alone. */
  public String ownRoot() {
    return "custom." + policy.replace('-', '_');
  }

  /**
   * The secret that a setting names.
   *
   * @throws PlanLoadException when there is none under that reference
   */
  public String secret(String setting, SecretRef ref) throws PlanLoadException {
    return secrets
        .resolve(ref)
        .filter(secret -> !secret.isEmpty())
        .orElseThrow(() ->
            new PlanLoadException(
                "policy `"
                    + policy
                    + "` needs the secret named by `"
                    + setting
                    + "`, and there is none under that reference"));
  }
}
