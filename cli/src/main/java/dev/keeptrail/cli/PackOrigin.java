package dev.keeptrail.cli;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a gateway's pack comes from, at its start and whenever it is read again.
 *
 * @param layers sources that are compiled, each laid over those before it, or one compiled pack
 * @param compiled whether it is a compiled pack
 * @param requiredKeys public keys that must have signed a compiled pack
 * @param targets who answers for its providers
 */
record PackOrigin(
    Invocation invocation,
    List<Path> layers,
    boolean compiled,
    List<Path> requiredKeys,
    TargetChoice targets,
    String engine,
    EngineOptions options,
    PlugIns plugIns)
    implements PackSource {
  PackOrigin {
    layers = List.copyOf(layers);
  }

  /** The same for another pack of the same gateway. */
  PackOrigin at(Path other) {
    return new PackOrigin(
        invocation,
        List.of(other),
        ArchiveFiles.isArchive(other),
        requiredKeys,
        targets,
        engine,
        options,
        plugIns);
  }

  /** The pack for the start; its diagnostics go to standard error. */
  ServedPack first() throws CommandFailedException {
    ServedPack pack =
        compiled
            ? ServedPack.of(layers.getFirst(), requiredKeys)
            : ServedPack.compiledNow(PackLoading.load(invocation, layers, plugIns));
    List<String> leftOut = targets.leftOut(pack.plan());
    if (!leftOut.isEmpty()) {
      invocation.note(
          "kt: warning: `%s` answers for no MCP server; not served: ".formatted(targets.option())
              + FrameRenderer.safe(String.join(", ", leftOut)));
    }
    return served(pack);
  }

  private ServedPack served(ServedPack pack) {
    return new ServedPack(targets.of(pack.plan()), pack.archive(), pack.signers());
  }

  PolicyProgram program(PackPlan plan) throws PlanLoadException {
    return PolicyEngines.named(engine).load(plan, options);
  }

  @Override
  public SourceTexts sources() {
    return PackTexts.of(invocation, layers, compiled, plugIns);
  }

  @Override
  public ServedProgram read() throws PackRefusedException {
    try {
      ServedPack pack =
          served(
              compiled
                  ? ServedPack.of(layers.getFirst(), requiredKeys)
                  : ServedPack.compiledNow(compileAgain()));
      return again(pack.plan(), pack.signers());
    } catch (CommandFailedException problem) {
      throw new PackRefusedException(String.valueOf(problem.getMessage()));
    }
  }

  private PackPlan compileAgain() throws CommandFailedException, PackRefusedException {
    if (PackLoading.isStandardInput(layers.getFirst())) {
      throw new PackRefusedException(
          "the pack came from standard input, which cannot be read again");
    }
    CompiledPack pack = PackLoading.compile(invocation, layers, plugIns);
    PackPlan plan = pack.plan();
    if (plan == null) {
      throw new PackRefusedException(new FrameRenderer(false).render(pack.diagnostics()));
    }
    return plan;
  }

  @Override
  public ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException {
    try {
      return new ServedProgram(program(plan), signers);
    } catch (PlanLoadException unusable) {
      throw new PackRefusedException(String.valueOf(unusable.getMessage()));
    }
  }
}
