package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainProgram;
import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.PackPlan;

/**
 * Interprets chains in the plainest Java: nested loops, no index, no state. It is there to be
 * compared with, so clarity comes before speed.
 */
public final class ReferenceEngine implements PolicyEngine {
  public static final String NAME = "reference";

  private final ChainLowering lowering;
  private final ScannerFactory scanners;

  public ReferenceEngine(PolicyKinds kinds, ScannerFactory scanners) {
    this.lowering = new ChainLowering(kinds);
    this.scanners = scanners;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PolicyProgram load(PackPlan plan, EngineOptions options) throws PlanLoadException {
    return ChainProgram.load(
        plan, lowering.lower(plan, options.secrets()), options, scanners, ReferenceRunner::new);
  }

  /** Loads a plan whose evaluations the observer is told of. */
  public PolicyProgram load(PackPlan plan, EngineOptions options, RuleObserver observer)
      throws PlanLoadException {
    return ChainProgram.load(
        plan,
        lowering.lower(plan, options.secrets()),
        options,
        scanners,
        chain -> new ReferenceRunner(chain, observer));
  }
}
