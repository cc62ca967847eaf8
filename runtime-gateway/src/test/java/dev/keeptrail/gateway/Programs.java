package dev.keeptrail.gateway;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.util.Objects;
import java.util.Optional;

/** Real programs of packs, for tests of what a kind does in the gateway. */
final class Programs {
  private Programs() {}

  /** The program of a YAML pack without mistakes. */
  static PolicyProgram of(String pack) throws PlanLoadException {
    CompiledPack compiled = compiled(pack);
    return of(Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString()));
  }

  /** The program of a pack in its own language without mistakes. */
  static PolicyProgram ofText(String pack) throws PlanLoadException {
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed()).compileText(new SourceText("tools.pack", pack));
    return of(Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString()));
  }

  /** A YAML pack, with or without mistakes. */
  static CompiledPack compiled(String pack) {
    return new PackCompiler(PackSchemas.installed())
        .compileYaml(new SourceText("policy-config.yaml", pack));
  }

  /** The program of a plan. */
  static PolicyProgram of(PackPlan plan) throws PlanLoadException {
    return PolicyEngines.named(PolicyEngines.DEFAULT)
        .load(plan, new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
  }
}
