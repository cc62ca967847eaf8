package dev.keeptrail.language.editor;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.lint.PackFinder;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents that are open in an editor, by name: what is typed counts, not what is saved. A
 * change makes the analysis of its document stale, and those of documents that import others; each
 * is made anew when it is asked for. For one thread.
 */
public final class PackWorkspace {
  private final PackCompiler compiler;
  private final PackShapes shapes;
  private final Linter linter;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, PackAnalysis> current = new LinkedHashMap<>();
  private final Map<String, PackAnalysis> earlier = new LinkedHashMap<>();
  private List<Path> folders = List.of();

  public PackWorkspace(PackCompiler compiler) {
    this.compiler = compiler;
    this.shapes = new PackShapes(compiler.schema());
    this.linter = new Linter(compiler.schema());
  }

  public PackShapes shapes() {
    return shapes;
  }

  /** The folders that the editor works in; packs below them count for names, open or not. */
  public void workIn(List<Path> wanted) {
    folders = List.copyOf(wanted);
  }

  public List<Path> folders() {
    return folders;
  }

  /** Files on disk may have changed. */
  public void filesChanged() {
    makeStale();
  }

  /** Opens a document, or gives an open one another text. */
  public void put(String name, String text) {
    texts.put(name, text);
    makeStale(name);
  }

  public void close(String name) {
    texts.remove(name);
    makeStale(name);
    earlier.remove(name);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The names of the open documents that are packs, or libraries that open packs import. */
  public List<String> packs() {
    return texts.keySet().stream().filter(this::isPack).toList();
  }

  private boolean isPack(String name) {
    return document(name).filter(open -> open.isPack() || isImported(open)).isPresent();
  }

  /** A library in YAML has no form of its own: it is one because a pack imports it. */
  private boolean isImported(PackDocument open) {
    String name = open.source().name();
    return texts.keySet().stream()
        .filter(other -> !other.equals(name))
        .flatMap(other -> document(other).stream())
        .filter(PackDocument::isPack)
        .anyMatch(pack -> of(pack).imports(name));
  }

  private Optional<PackDocument> document(String name) {
    return text(name).map(text -> PackDocument.of(name, text));
  }

  /** The state of an open pack; empty for what is not open or no pack. */
  public Optional<PackAnalysis> analysis(String name) {
    return document(name).filter(_ -> isPack(name)).map(this::of);
  }

  private PackAnalysis of(PackDocument document) {
    String name = document.source().name();
    PackAnalysis known = current.get(name);
    if (known != null) {
      return known;
    }
    PackAnalysis made = analyse(document, earlier.get(name));
    current.put(name, made);
    return made;
  }

  /**
   * Whatever may name what a document declares: open packs, that one first, then those below the
   * folders, each with its test files.
   *
   * @param between is run before each file is looked at, and may end it all by throwing
   */
  public List<PackAnalysis> around(String first, Runnable between) {
    Stream<PackAnalysis> open =
        Stream.concat(Stream.of(first), packs().stream().filter(name -> !name.equals(first)))
            .peek(_ -> between.run())
            .flatMap(name -> analysis(name).stream());
    Stream<PackAnalysis> closed =
        FilesBelow.packs(folders).stream()
            .filter(file -> !texts.containsKey(file.toString()))
            .peek(_ -> between.run())
            .flatMap(file -> saved(file).stream())
            .map(source ->
                analyse(PackDocument.of(source.name(), source.text()), /* before= */ null));
    return Stream.concat(open, closed).map(this::withTests).toList();
  }

  private PackAnalysis withTests(PackAnalysis analysis) {
    String name = analysis.document().source().name();
    return hasPlace(name)
        ? analysis.withTests(
            FilesBelow.tests(Path.of(name)).stream()
                .flatMap(file -> test(file).stream())
                .map(TestFile::of)
                .toList())
        : analysis;
  }

  private Optional<SourceText> test(Path file) {
    String name = file.toString();
    return text(name).map(text -> new SourceText(name, text)).or(() -> saved(file));
  }

  private static Optional<SourceText> saved(Path file) {
    try {
      return SourceReader.read(file) instanceof SourceReading.Decoded(SourceText source)
          ? Optional.of(source)
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private PackAnalysis analyse(PackDocument document, @Nullable PackAnalysis before) {
    String name = document.source().name();
    SourceFiles files =
        hasPlace(name) ? SourceFiles.withUnsaved(texts, SourceFiles.onDisk()) : SourceFiles.none();
    var reading = new SourceReading.Decoded(document.source());
    CompiledPack compiled =
        hasPlace(name) && !PackFinder.isUsual(Path.of(name))
            ? compiler.compilePackOrLibrary(reading, files)
            : compiler.compile(reading, files);
    List<Diagnostic> problems = linter.lint(compiled, LintOptions.DEFAULT).diagnostics();
    return new PackAnalysis(document, compiled, problems, shapes, before);
  }

  /** A document that was never saved has no place from which to import. */
  private static boolean hasPlace(String name) {
    try {
      return Path.of(name).isAbsolute();
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }

  private void makeStale() {
    earlier.putAll(current);
    current.clear();
  }

  /**
   * What one document says cannot change what is said of another that is whole in itself, and of
   * hundreds that are open only few import anything.
   */
  private void makeStale(String changed) {
    current
        .entrySet()
        .removeIf(known -> {
          boolean stale = known.getKey().equals(changed) || !known.getValue().standsAlone();
          if (stale) {
            earlier.put(known.getKey(), known.getValue());
          }
          return stale;
        });
  }
}
