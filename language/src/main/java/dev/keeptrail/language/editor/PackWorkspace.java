package dev.keeptrail.language.editor;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.source.SourceReading;
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
 * change makes every analysis stale, because documents import each other; each is made anew when it
 * is asked for. For one thread.
 */
public final class PackWorkspace {
  private final PackCompiler compiler;
  private final PackShapes shapes;
  private final Linter linter;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, PackAnalysis> current = new LinkedHashMap<>();
  private final Map<String, PackAnalysis> earlier = new LinkedHashMap<>();

  public PackWorkspace(PackCompiler compiler) {
    this.compiler = compiler;
    this.shapes = new PackShapes(compiler.schema());
    this.linter = new Linter(compiler.schema());
  }

  public PackShapes shapes() {
    return shapes;
  }

  /** Opens a document, or gives an open one another text. */
  public void put(String name, String text) {
    texts.put(name, text);
    makeStale();
  }

  public void close(String name) {
    texts.remove(name);
    makeStale();
    earlier.remove(name);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The names of the open documents that are packs. */
  public List<String> packs() {
    return texts.entrySet().stream()
        .filter(open -> PackDocument.of(open.getKey(), open.getValue()).isPack())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The state of an open pack; empty for what is not open or no pack. */
  public Optional<PackAnalysis> analysis(String name) {
    PackAnalysis known = current.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    String text = texts.get(name);
    if (text == null) {
      return Optional.empty();
    }
    PackDocument document = PackDocument.of(name, text);
    if (!document.isPack()) {
      return Optional.empty();
    }
    PackAnalysis made = analyse(document, earlier.get(name));
    current.put(name, made);
    return Optional.of(made);
  }

  /** The open packs, one of them first. */
  public List<PackAnalysis> analyses(String first) {
    return Stream.concat(Stream.of(first), packs().stream().filter(name -> !name.equals(first)))
        .flatMap(name -> analysis(name).stream())
        .toList();
  }

  private PackAnalysis analyse(PackDocument document, @Nullable PackAnalysis before) {
    String name = document.source().name();
    SourceFiles files =
        hasPlace(name) ? SourceFiles.withUnsaved(texts, SourceFiles.onDisk()) : SourceFiles.none();
    CompiledPack compiled = compiler.compile(new SourceReading.Decoded(document.source()), files);
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
}
