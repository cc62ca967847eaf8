package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainProgram;
import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.PackPlan;

/** The engine that serves: each phase of a plan is one Drools rule base, built in process. */
public final class DroolsEngine implements PolicyEngine {
  public static final String NAME = "drools";

  private final ChainLowering lowering;
  private final ScannerFactory scanners;

  public DroolsEngine(PolicyKinds kinds, ScannerFactory scanners) {
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
        plan, lowering.lower(plan, options.secrets()), options, scanners, DroolsRunner::new);
  }
}
