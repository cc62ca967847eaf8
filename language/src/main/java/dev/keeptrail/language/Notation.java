package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.parse.ExpressionReader;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two ways to write a pack, and their readers. */
enum Notation {
  TEXT,
  YAML;

  /** The notation that the name of a source says. */
  static Notation of(SourceReading reading) {
    String name =
        switch (reading) {
          case SourceReading.Decoded(SourceText source) -> source.name();
          case SourceReading.TooLarge(SourceText source) -> source.name();
          case SourceReading.NotUtf8(Span place) -> place.source().name();
        };
    return PackReader.isText(name) ? TEXT : YAML;
  }

  static Optional<PackFile> readTree(SourceReading reading, Problems problems) {
    return of(reading).read(reading, problems);
  }

  /** The tree, or empty when the source holds none; the problems say why. */
  Optional<PackFile> read(SourceReading reading, Problems problems) {
    return switch (reading) {
      case SourceReading.Decoded(SourceText source) -> read(source, problems);
      case SourceReading.TooLarge(SourceText source) -> tooLarge(source, problems);
      case SourceReading.NotUtf8(Span place) -> {
        problems.add(DiagnosticCode.INVALID_UTF8, place, "", "the file is not UTF-8 from here on");
        yield Optional.empty();
      }
    };
  }

  private Optional<PackFile> read(SourceText source, Problems problems) {
    if (source.text().length() > SourceReader.MAX_BYTES) {
      return tooLarge(source, problems);
    }
    return switch (this) {
      case TEXT -> PackTextReader.read(source, problems);
      case YAML -> PackReader.readYaml(source, problems);
    };
  }

  private static Optional<PackFile> tooLarge(SourceText source, Problems problems) {
    problems.add(
        DiagnosticCode.SOURCE_TOO_LARGE,
        Span.startOf(source),
        "",
        "the file is larger than " + SourceReader.MAX_BYTES + " bytes");
    return Optional.empty();
  }

  /** The expression of a placeholder in a template, which is the same in both notations. */
  static ExprDecl readPlaceholder(String expression, Span place, String path, Problems problems) {
    return ExpressionReader.read(embedded(expression, place), path, problems);
  }

  private static EmbeddedText embedded(String expression, Span place) {
    if (expression.isEmpty() || place.length() != expression.length()) {
      return EmbeddedText.at(place, expression);
    }
    int[] starts = IntStream.range(place.offset(), place.end()).toArray();
    int[] ends = IntStream.rangeClosed(place.offset() + 1, place.end()).toArray();
    return EmbeddedText.of(place.source(), expression, starts, ends);
  }
}
