package dev.keeptrail.language;

import dev.keeptrail.language.check.LayerChecker;
import dev.keeptrail.language.check.PackChecker;
import dev.keeptrail.language.check.PackChecker.CheckedPack;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.resolve.ImportLoader;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.resolve.TreeReader;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The front door of the language: source text in, plan and problems out. Safe for any thread. */
public final class PackCompiler {
  private final PackSchema schema;

  public PackCompiler(PackSchema schema) {
    this.schema = schema;
  }

  /** Checks packs against these kinds, and leaves categories of findings unchecked. */
  public PackCompiler(List<KindSchema> kinds) {
    this(new PackSchema(kinds, List.of()));
  }

  public PackSchema schema() {
    return schema;
  }

  public List<KindSchema> kinds() {
    return schema.kinds();
  }

  /**
   * Reads and compiles one file with everything it imports; what is wrong with their content is a
   * diagnostic.
   *
   * @throws IOException when the file is missing, a folder, or not readable
   */
  public CompiledPack compileFile(Path file) throws IOException {
    return compile(SourceReader.read(file), SourceFiles.onDisk());
  }

  /**
   * Reads and compiles a pack of files, each laid over those before it.
   *
   * @throws IOException when one of them is missing, a folder, or not readable
   */
  public CompiledPack compileFiles(List<Path> layers) throws IOException {
    List<SourceReading> readings = new ArrayList<>();
    for (Path layer : layers) {
      readings.add(SourceReader.read(layer));
    }
    return compileLayers(readings, SourceFiles.onDisk());
  }

  /** Compiles what came of reading a source that can import nothing. */
  public CompiledPack compile(SourceReading reading) {
    return compile(reading, SourceFiles.none());
  }

  /** Compiles one YAML source that can import nothing. Never throws for what an author wrote. */
  public CompiledPack compileYaml(SourceText source) {
    Problems problems = new Problems();
    TreeReader reader = PackReader.withinBounds(PackReader::readYaml);
    return compile(reader.read(source, problems), SourceFiles.none(), problems);
  }

  /** Compiles one pack text that can import nothing. Never throws for what an author wrote. */
  public CompiledPack compileText(SourceText source) {
    Problems problems = new Problems();
    TreeReader reader = PackReader.withinBounds(PackTextReader::read);
    return compile(reader.read(source, problems), SourceFiles.none(), problems);
  }

  /**
   * Compiles what came of reading a source, in the notation that its name says.
   *
   * @param files where imports are found
   */
  public CompiledPack compile(SourceReading reading, SourceFiles files) {
    Problems problems = new Problems();
    return compile(PackReader.read(reading, problems), files, problems);
  }

  /**
   * Compiles a pack of YAML files, each laid over those before it as a JSON merge patch (RFC 7396).
   * What a layer takes away from those below it is a warning.
   *
   * @param layers at least one, the lowest first
   * @param files where imports are found; a path starts from the file that it is written in
   */
  public CompiledPack compileLayers(List<SourceReading> layers, SourceFiles files) {
    if (layers.size() == 1) {
      return compile(layers.getFirst(), files);
    }
    Problems problems = new Problems();
    List<PackFile> trees = PackReader.readLayers(layers, problems);
    var checker = new LayerChecker(problems);
    for (int i = 1; i < trees.size(); i++) {
      checker.check(trees.get(i - 1), trees.get(i));
    }
    return compile(
        trees.isEmpty() ? Optional.empty() : Optional.of(trees.getLast()),
        layers.stream().flatMap(layer -> text(layer).stream()).toList(),
        files,
        problems);
  }

  private static Optional<SourceText> text(SourceReading reading) {
    return reading instanceof SourceReading.Decoded(SourceText source)
        ? Optional.of(source)
        : Optional.empty();
  }

  private CompiledPack compile(Optional<PackFile> file, SourceFiles files, Problems problems) {
    return compile(file, file.map(main -> main.span().source()).stream().toList(), files, problems);
  }

  private CompiledPack compile(
      Optional<PackFile> file, List<SourceText> layers, SourceFiles files, Problems problems) {
    ImportLoader loader = new ImportLoader(problems, files, PackReader::read);
    Optional<CheckedPack> checked =
        file.flatMap((PackFile main) -> loader.load(main))
            .flatMap(sources ->
                new PackChecker(problems, schema.kinds(), schema.categories(), Placeholders::read)
                    .check(sources));
    return new CompiledPack(
        checked.map(CheckedPack::plan).orElse(null),
        problems.sorted(),
        loader.trees(),
        checked.map(CheckedPack::rules).orElse(List.of()),
        layers);
  }
}
