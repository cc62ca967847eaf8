package dev.keeptrail.gateway;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import java.util.List;

/** The same YAML pack whenever it is read. */
record SamePack(String text) implements PackSource {
  @Override
  public ServedProgram read() throws PackRefusedException {
    CompiledPack compiled = Programs.compiled(text);
    PackPlan plan = compiled.plan();
    if (plan == null) {
      throw new PackRefusedException(compiled.diagnostics().toString());
    }
    return again(plan, List.of());
  }

  @Override
  public ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException {
    try {
      return new ServedProgram(Programs.of(plan), signers);
    } catch (PlanLoadException refused) {
      throw new PackRefusedException(String.valueOf(refused.getMessage()));
    }
  }
}
