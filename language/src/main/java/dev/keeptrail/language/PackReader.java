package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.parse.ExpressionReader;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.resolve.TreeReader;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.yaml.YamlPackReader;
import java.util.Locale;
import java.util.Optional;

/** Reads a pack file in the notation that its name says. Safe for any thread. */
public final class PackReader {
  private static final String TEXT_ENDING = ".pack";

  private PackReader() {}

  /** The tree, or empty when too little of it could be read; the problems say why. */
  public static Optional<PackFile> read(SourceText source, Problems problems) {
    return isText(source.name())
        ? PackTextReader.read(source, problems)
        : readYaml(source, problems);
  }

  /** Reads YAML whatever the name. */
  static Optional<PackFile> readYaml(SourceText source, Problems problems) {
    // WHY: no method reference, which would load ANTLR for packs without rules.
    return YamlPackReader.read(
        source, problems, (text, path, found) -> ExpressionReader.read(text, path, found));
  }

  /** The tree that came of reading a file, within bounds. */
  public static Optional<PackFile> read(SourceReading reading, Problems problems) {
    return switch (reading) {
      case SourceReading.Decoded(SourceText source) ->
          withinBounds(PackReader::read).read(source, problems);
      case SourceReading.TooLarge(SourceText source) -> tooLarge(source, problems);
      case SourceReading.NotUtf8(Span place) -> {
        problems.add(DiagnosticCode.INVALID_UTF8, place, "", "the file is not UTF-8 from here on");
        yield Optional.empty();
      }
    };
  }

  /** The same reader, but for sources that are too large. */
  static TreeReader withinBounds(TreeReader reader) {
    return (source, problems) ->
        source.text().length() > SourceReader.MAX_BYTES
            ? tooLarge(source, problems)
            : reader.read(source, problems);
  }

  /** Whether a file of that name holds pack text; every other file holds YAML. */
  public static boolean isText(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(TEXT_ENDING);
  }

  private static Optional<PackFile> tooLarge(SourceText source, Problems problems) {
    problems.add(
        DiagnosticCode.SOURCE_TOO_LARGE,
        Span.startOf(source),
        "",
        "the file is larger than " + SourceReader.MAX_BYTES + " bytes");
    return Optional.empty();
  }
}
