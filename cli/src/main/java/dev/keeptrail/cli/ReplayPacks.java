package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.run.ReplayPack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads packs that take part in a replay. */
record ReplayPacks(Invocation invocation, PlugIns plugIns, Judging judging) {
  /** Makes a plan ready to judge with. */
  interface Judging {
    JudgedPack of(PackPlan plan) throws PlanLoadException;
  }

  /**
   * Loads a pack.
   *
   * @param place a file, or a folder with one pack in it, as {@code kt policy test} takes it
   */
  ReplayPack load(Path place) throws CommandFailedException, PlanLoadException {
    Path file = Files.isDirectory(place) ? PackLocation.of(List.of(), place).file() : place;
    if (ArchiveFiles.isArchive(file)) {
      return ReplayPack.of(
          judging.of(ArchiveFiles.plan(file, ArchiveFiles.read(file))), file.toString());
    }
    CompiledPack pack = PackLoading.compile(invocation, file, plugIns);
    PackPlan plan = pack.plan();
    invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
    if (plan == null) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, "`%s` has errors and is not used".formatted(file), null);
    }
    return ReplayPack.of(judging.of(plan), pack);
  }
}
