package dev.keeptrail.cli.demo;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.plan.PackPlan;
import java.util.List;

/** The one pack of a demo, with the texts that it was made of, which its ledger keeps. */
record DemoPack(PackPlan plan, SourceTexts sources, EngineOptions options) implements PackSource {
  PolicyProgram program() throws PlanLoadException {
    return program(plan);
  }

  private PolicyProgram program(PackPlan of) throws PlanLoadException {
    return PolicyEngines.named(PolicyEngines.DEFAULT).load(of, options);
  }

  @Override
  public ServedProgram read() throws PackRefusedException {
    return again(plan, List.of());
  }

  @Override
  public ServedProgram again(PackPlan earlier, List<String> signers) throws PackRefusedException {
    try {
      return new ServedProgram(program(earlier), signers);
    } catch (PlanLoadException unusable) {
      throw new PackRefusedException(String.valueOf(unusable.getMessage()));
    }
  }
}
