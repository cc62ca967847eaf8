package dev.keeptrail.cli;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a gateway's pack comes from, at its start and whenever it is read again.
 *
 * @param file a source that is compiled, or a compiled pack
 * @param compiled whether it is a compiled pack
 * @param requiredKeys public keys that must have signed a compiled pack
 * @param simulate whether every provider is answered for inside the process
 */
record PackOrigin(
    Invocation invocation,
    Path file,
    boolean compiled,
    List<Path> requiredKeys,
    boolean simulate,
    String engine,
    EngineOptions options,
    PlugIns plugIns)
    implements PackSource {
  /** The same for another pack of the same gateway. */
  PackOrigin at(Path other) {
    return new PackOrigin(
        invocation,
        other,
        ArchiveFiles.isArchive(other),
        requiredKeys,
        simulate,
        engine,
        options,
        plugIns);
  }

  /** The pack for the start; its diagnostics go to standard error. */
  ServedPack first() throws CommandFailedException {
    return served(
        compiled
            ? ServedPack.of(file, requiredKeys)
            : ServedPack.compiledNow(PackLoading.load(invocation, file, plugIns)));
  }

  private ServedPack served(ServedPack pack) {
    return simulate
        ? new ServedPack(SimulatedTargets.of(pack.plan()), pack.archive(), pack.signers())
        : pack;
  }

  PolicyProgram program(PackPlan plan) throws PlanLoadException {
    return PolicyEngines.named(engine).load(plan, options);
  }

  @Override
  public Map<String, String> sources() {
    return PackTexts.of(invocation, file, compiled, plugIns);
  }

  @Override
  public ServedProgram read() throws PackRefusedException {
    try {
      ServedPack pack =
          served(
              compiled
                  ? ServedPack.of(file, requiredKeys)
                  : ServedPack.compiledNow(compileAgain()));
      return again(pack.plan(), pack.signers());
    } catch (CommandFailedException problem) {
      throw new PackRefusedException(String.valueOf(problem.getMessage()));
    }
  }

  private PackPlan compileAgain() throws CommandFailedException, PackRefusedException {
    if (PackLoading.isStandardInput(file)) {
      throw new PackRefusedException(
          "the pack came from standard input, which cannot be read again");
    }
    CompiledPack pack = PackLoading.compile(invocation, file, plugIns);
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
