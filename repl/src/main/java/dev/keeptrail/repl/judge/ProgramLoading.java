package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.reference.RuleObserver;
import dev.keeptrail.language.plan.PackPlan;

/** Loads a plan with scanners that know what was found. */
@FunctionalInterface
interface ProgramLoading {
  PolicyProgram load(PackPlan plan, ScannerFactory scanners, EngineOptions options)
      throws PlanLoadException;

  /** With the engine of that name. */
  static ProgramLoading named(String engine) {
    return (plan, scanners, options) ->
        PolicyEngines.named(engine, PolicyKinds.installed(), scanners).load(plan, options);
  }

  /** With the engine whose steps somebody is told of. */
  static ProgramLoading observed(RuleObserver observer) {
    return (plan, scanners, options) ->
        PolicyEngines.observed(scanners).load(plan, options, observer);
  }
}
