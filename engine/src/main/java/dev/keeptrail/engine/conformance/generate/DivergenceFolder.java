package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.engine.conformance.CaseNote;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.Family;
import dev.keeptrail.engine.conformance.generate.DivergenceHunt.Divergence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a divergence as a case of a suite, without expectations: what is right, somebody has to
 * say. Until then the suite fails, because the case is not whole.
 */
public final class DivergenceFolder {
  private DivergenceFolder() {}

  /** The folder that was written, below {@code trace/found}. */
  public static Path save(Path suite, Divergence divergence) throws IOException {
    Path folder =
        suite.resolve(Family.TRACE.word()).resolve("found").resolve("seed-" + divergence.seed());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(ConformanceCase.TEXT_PACK), divergence.pack());
    Files.writeString(folder.resolve(ConformanceCase.CONTENT), divergence.content());
    Files.writeString(
        folder.resolve(CaseNote.FILE),
        "{\"description\": \"the engines differed on this one\", \"spec\": [\"10.8\"]}\n");
    return folder;
  }
}
