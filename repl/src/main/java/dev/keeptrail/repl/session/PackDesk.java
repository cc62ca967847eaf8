package dev.keeptrail.repl.session;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.repl.input.MissingFile;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.run.ReplayPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes packs to judge with of files, and of what files were in earlier commits. */
final class PackDesk {
  private final SessionOptions options;
  private final Surroundings surroundings;
  private final PackCompiler compiler;

  PackDesk(SessionOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
    this.compiler = new PackCompiler(PackSchemas.with(options.plugIns()));
  }

  LoadedPack load(Path file) throws ProblemException {
    if (file.toString().endsWith(PackArchive.EXTENSION)) {
      return switch (surroundings.archived(file)) {
        case Surroundings.ArchivedPack.Read(PackPlan plan) ->
            new LoadedPack(file, ReplayPack.of(judged(plan), file.toString()), null, "");
        case Surroundings.ArchivedPack.Refused(String message) ->
            throw new ProblemException(message, null);
      };
    }
    if (!Files.isRegularFile(file)) {
      throw new ProblemException(MissingFile.said(file), null);
    }
    try {
      return load(file, SourceReader.read(file), SourceFiles.onDisk());
    } catch (IOException e) {
      throw new ProblemException("`%s` cannot be read".formatted(file), null);
    }
  }

  /**
   * A pack of what came of reading its source.
   *
   * @param file what the user calls it
   */
  LoadedPack load(Path file, SourceReading reading, SourceFiles files) throws ProblemException {
    CompiledPack pack = compiler.compile(reading, files);
    PackPlan plan = pack.plan();
    String said = new FrameRenderer(options.colour()).render(pack.diagnostics());
    if (plan == null) {
      throw new ProblemException("`%s` has errors and is not used".formatted(file), said);
    }
    return new LoadedPack(file, ReplayPack.of(judged(plan), pack), pack, said);
  }

  private JudgedPack judged(PackPlan plan) throws ProblemException {
    try {
      return JudgedPack.load(plan, options.engine(), options.findings(), options.plugIns());
    } catch (PlanLoadException unloadable) {
      throw new ProblemException(String.valueOf(unloadable.getMessage()), null);
    }
  }
}
