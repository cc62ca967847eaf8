package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.run.ReplayPack;
import java.nio.file.Path;

/** Loads packs that take part in a replay. */
record ReplayPacks(Invocation invocation, PlugIns plugIns, String engine, FindingsFrom findings) {
  ReplayPack load(Path file) throws CommandFailedException, PlanLoadException {
    if (ArchiveFiles.isArchive(file)) {
      return ReplayPack.of(judged(ArchiveFiles.plan(file, ArchiveFiles.read(file))));
    }
    CompiledPack pack = PackLoading.compile(invocation, file, plugIns);
    PackPlan plan = pack.plan();
    invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
    if (plan == null) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, "`%s` has errors and is not used".formatted(file), null);
    }
    return ReplayPack.of(judged(plan), pack);
  }

  private JudgedPack judged(PackPlan plan) throws PlanLoadException {
    return JudgedPack.load(plan, engine, findings, plugIns.all());
  }
}
