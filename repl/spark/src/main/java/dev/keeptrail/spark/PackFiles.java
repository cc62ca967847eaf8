package dev.keeptrail.spark;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.archive.ArchiveException;
import dev.keeptrail.language.archive.ArchivedPlan;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads packs from files of the machine that starts the job.
 *
 * @param plugIns detectors beside the built-in ones; stay the caller's
 * @param problems where errors and warnings of packs go
 */
record PackFiles(
    String engine,
    FindingsFrom findings,
    List<PlugIn> plugIns,
    String product,
    PrintStream problems) {
  /** One byte more than an archive may have, so that a reader sees that it has too many. */
  private static final int MAX_BYTES = (64 << 20) + 1;

  /** Text, YAML or a compiled pack. */
  ReplayPack load(Path file) throws ReplayFailedException {
    try {
      var compiler = new PackCompiler(PackSchemas.with(plugIns));
      if (file.toString().endsWith(PackArchive.EXTENSION)) {
        return ReplayPack.of(
            judged(ArchivedPlan.of(archive(file), compiler, "keeptrail " + product)),
            file.toString());
      }
      CompiledPack pack = compiler.compile(SourceReader.read(file), SourceFiles.onDisk());
      problems.print(new FrameRenderer(false).render(pack.diagnostics()));
      PackPlan plan = pack.plan();
      if (plan == null) {
        throw new ReplayFailedException("`%s` has errors and is not used".formatted(file));
      }
      return ReplayPack.of(judged(plan), pack);
    } catch (IOException unreadable) {
      throw new ReplayFailedException("`%s` cannot be read".formatted(file));
    } catch (ArchiveException | PlanLoadException refused) {
      throw new ReplayFailedException("`%s`: %s".formatted(file, refused.getMessage()));
    }
  }

  private JudgedPack judged(PackPlan plan) throws PlanLoadException {
    return JudgedPack.load(plan, engine, findings, plugIns);
  }

  private static PackArchive archive(Path file) throws IOException, ArchiveException {
    try (InputStream in = Files.newInputStream(file)) {
      return PackArchive.read(in.readNBytes(MAX_BYTES));
    }
  }
}
