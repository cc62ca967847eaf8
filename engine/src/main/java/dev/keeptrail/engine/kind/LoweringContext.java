package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.SecretRef;

/**
 * What a kind may use while it lowers a block.
 *
 * @param policy the policy's name in the chain
 */
public record LoweringContext(String policy, SecretSource secrets) {
  /**
   * The category that reports what this policy's own pattern or term list found, such as {@code
   * custom.dlp_filter.pattern.0}. No two policies share one, so none acts on another's words.
   */
  public String ownCategory(String list, int index) {
    return ownRoot() + "." + list + "." + index;
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
