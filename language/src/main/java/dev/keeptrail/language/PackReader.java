package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NotUtf8;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.layer.Layer;
import dev.keeptrail.language.parse.ExpressionReader;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.resolve.TreeReader;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.yaml.YamlPackReader;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Reads YAML files of which each is laid over those before it. The trees on the way, the pack
   * last; empty when one could not be read, and the problems say why.
   */
  static List<Layer> readLayers(List<SourceReading> readings, Problems problems) {
    List<SourceText> layers = new ArrayList<>();
    boolean whole = true;
    for (SourceReading reading : readings) {
      Optional<SourceText> layer = decoded(reading, problems);
      whole &= layer.isPresent();
      layer.ifPresent(layers::add);
    }
    return whole
        ? YamlPackReader.readLayers(
            layers, problems, (text, path, found) -> ExpressionReader.read(text, path, found))
        : List.of();
  }

  /** Reads YAML whatever the name. */
  static Optional<PackFile> readYaml(SourceText source, Problems problems) {
    // WHY: no method reference, which would load ANTLR for packs without rules.
    return YamlPackReader.read(
        source, problems, (text, path, found) -> ExpressionReader.read(text, path, found));
  }

  /** The tree that came of reading a file, within bounds. */
  public static Optional<PackFile> read(SourceReading reading, Problems problems) {
    return decoded(reading, problems)
        .flatMap(source -> withinBounds(PackReader::read).read(source, problems));
  }

  private static Optional<SourceText> decoded(SourceReading reading, Problems problems) {
    return switch (reading) {
      case SourceReading.Decoded(SourceText source) -> Optional.of(source);
      case SourceReading.TooLarge(SourceText source) -> {
        reportTooLarge(source, problems);
        yield Optional.empty();
      }
      case SourceReading.NotUtf8(Span place) -> {
        problems.add(NotUtf8.of(place));
        yield Optional.empty();
      }
    };
  }

  /** The same reader, but for sources that are too large. */
  static TreeReader withinBounds(TreeReader reader) {
    return (source, problems) -> {
      if (source.text().length() > SourceReader.MAX_BYTES) {
        reportTooLarge(source, problems);
        return Optional.empty();
      }
      return reader.read(source, problems);
    };
  }

  /** Whether a file of that name holds pack text; every other file holds YAML. */
  public static boolean isText(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(TEXT_ENDING);
  }

  private static void reportTooLarge(SourceText source, Problems problems) {
    problems.add(
        DiagnosticCode.SOURCE_TOO_LARGE,
        Span.startOf(source),
        "",
        "the file is larger than " + SourceReader.MAX_BYTES + " bytes");
  }
}
