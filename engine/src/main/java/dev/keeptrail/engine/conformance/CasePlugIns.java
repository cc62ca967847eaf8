package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.plugin.PlugInException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What stands in a case for services that are asked: its {@code detectors.yml}. */
public final class CasePlugIns {
  private CasePlugIns() {}

  /**
   * Opens the detectors of the case in a folder; none in most.
   *
   * @throws SubjectException when the file has errors
   */
  public static PlugIns open(Path folder) throws IOException, SubjectException {
    Path file = folder.resolve(ConformanceCase.DETECTORS);
    if (!Files.exists(file)) {
      return PlugIns.none();
    }
    try {
      return PlugIns.open(
          new SourceReading.Decoded(
              new SourceText(ConformanceCase.DETECTORS, Files.readString(file))),
          folder,
          List.of(new CaseWords()),
          _ -> Optional.empty());
    } catch (PlugInException e) {
      throw new SubjectException("the case's detectors cannot be used: " + e.getMessage());
    }
  }
}
