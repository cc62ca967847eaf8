package dev.keeptrail.gateway.serving;

import dev.keeptrail.language.plan.PackPlan;
import java.util.List;

/** Where a running gateway gets its pack from. Used by one thread at a time. */
public interface PackSource {
  /**
   * Reads the pack anew and makes its program.
   *
   * @throws PackRefusedException when it cannot be served
   */
  ServedProgram read() throws PackRefusedException;

  /** The texts that the last program was made of. */
  default SourceTexts sources() {
    return SourceTexts.UNKNOWN;
  }

  /**
   * Makes the program of a plan that was served before.
   *
   * @throws PackRefusedException when it cannot be served any more, as when a secret is gone
   */
  ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException;
}
