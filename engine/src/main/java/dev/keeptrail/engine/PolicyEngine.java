package dev.keeptrail.engine;

import dev.keeptrail.language.plan.PackPlan;

/**
 * Turns plans into programs. All engines give the same decision and trace for the same plan and
 * content.
 */
public interface PolicyEngine {
  /** The word for {@code --engine} and reports. */
  String name();

  /**
   * Lowers a plan once; the program serves any number of requests.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks, such as a policy
   *     kind or a secret
   */
  PolicyProgram load(PackPlan plan, EngineOptions options) throws PlanLoadException;
}
