package dev.keeptrail.language;

import dev.keeptrail.language.check.DetectorsChecker;
import dev.keeptrail.language.check.DetectorsChecker.CheckedDetector;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NotUtf8;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.DetectorSchema;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/**
 * What a detectors file says: which plug-ins an installation runs, and how.
 *
 * @param detectors in the order of the file; to be used only when there are no errors
 * @param problems in source order
 */
public record DetectorFile(List<CheckedDetector> detectors, List<Diagnostic> problems) {
  public DetectorFile {
    detectors = List.copyOf(detectors);
    problems = List.copyOf(problems);
  }

  /**
   * Checks what came of reading a file. Never throws for what an author wrote.
   *
   * @param schemas the providers of this installation
   * @param sources the words for where a text comes from
   */
  public static DetectorFile read(
      SourceReading reading, List<DetectorSchema> schemas, List<String> sources) {
    Problems problems = new Problems();
    List<CheckedDetector> detectors =
        source(reading, problems)
            .flatMap(source -> YamlValues.read(source, problems))
            .map(root -> new DetectorsChecker(problems, schemas, sources).check(root))
            .orElse(List.of());
    return new DetectorFile(problems.hasErrors() ? List.of() : detectors, problems.sorted());
  }

  private static Optional<SourceText> source(SourceReading reading, Problems problems) {
    return switch (reading) {
      case SourceReading.Decoded(SourceText source) -> Optional.of(source);
      case SourceReading.TooLarge(SourceText source) -> {
        problems.add(
            DiagnosticCode.SOURCE_TOO_LARGE,
            Span.startOf(source),
            "",
            "the file is larger than " + SourceReader.MAX_BYTES + " bytes");
        yield Optional.empty();
      }
      case SourceReading.NotUtf8(Span place) -> {
        problems.add(NotUtf8.of(place));
        yield Optional.empty();
      }
    };
  }
}
