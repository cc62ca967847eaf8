package dev.keeptrail.language;

import dev.keeptrail.language.check.LayerChecker;
import dev.keeptrail.language.check.PackChecker;
import dev.keeptrail.language.check.PackChecker.CheckedPack;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.layer.Layer;
import dev.keeptrail.language.layer.PlanComparison;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.plan.PackPlan;
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
   * Compiles a source that may be a library: a file that packs import is checked as far as it goes
   * by itself, and comes to no plan. Everything else is compiled as a pack.
   *
   * @param files where imports are found
   */
  public CompiledPack compilePackOrLibrary(SourceReading reading, SourceFiles files) {
    Problems problems = new Problems();
    Optional<PackFile> file = PackReader.read(reading, problems);
    if (file.isEmpty() || !file.get().isLibrary()) {
      return compile(file, files, problems);
    }
    var loader = new ImportLoader(problems, files, PackReader::read);
    loader.load(file.get()).ifPresent(sources -> checker(problems).checkLibrary(sources));
    List<SourceText> own = List.of(file.get().span().source());
    return made(Optional.empty(), loader, own, problems);
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
    List<Layer> read = PackReader.readLayers(layers, problems);
    var loader = new ImportLoader(problems, files, PackReader::read);
    Optional<CheckedPack> checked =
        read.isEmpty() ? Optional.empty() : check(read.getLast().tree(), loader, problems);
    compare(read, checked.map(CheckedPack::plan), files, problems);
    return made(
        checked, loader, layers.stream().flatMap(layer -> text(layer).stream()).toList(), problems);
  }

  /** Warns of what each layer takes away from those below it. */
  private void compare(
      List<Layer> layers, Optional<PackPlan> whole, SourceFiles files, Problems problems) {
    Optional<PackPlan> below = Optional.empty();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean last = i == layers.size() - 1;
      Optional<PackPlan> above = last ? whole : plan(layer.tree(), files);
      if (i > 0 && below.isPresent() && above.isPresent()) {
        new PlanComparison(problems, layer.places()).compare(below.get(), above.get());
      } else if (i > 0) {
        new LayerChecker(problems).check(layers.get(i - 1).tree(), layer.tree());
      }
      below = above;
    }
  }

  /** The plan of a pack that may be none yet: what is wrong with it, a later layer may mend. */
  private Optional<PackPlan> plan(PackFile file, SourceFiles files) {
    var ignored = new Problems();
    var loader = new ImportLoader(ignored, files, PackReader::read);
    return check(file, loader, ignored).map(CheckedPack::plan);
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
    var loader = new ImportLoader(problems, files, PackReader::read);
    Optional<CheckedPack> checked = file.flatMap(main -> check(main, loader, problems));
    return made(checked, loader, layers, problems);
  }

  private Optional<CheckedPack> check(PackFile main, ImportLoader loader, Problems problems) {
    return loader.load(main).flatMap(sources -> checker(problems).check(sources));
  }

  private PackChecker checker(Problems problems) {
    return new PackChecker(problems, schema.kinds(), schema.categories(), Placeholders::read);
  }

  private static CompiledPack made(
      Optional<CheckedPack> checked,
      ImportLoader loader,
      List<SourceText> layers,
      Problems problems) {
    return new CompiledPack(
        checked.map(CheckedPack::plan).orElse(null),
        problems.sorted(),
        loader.trees(),
        checked.map(CheckedPack::rules).orElse(List.of()),
        layers);
  }
}
