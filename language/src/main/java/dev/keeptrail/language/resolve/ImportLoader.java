package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.PackFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the imports of a pack, each file once, and makes known what they bring. Serves one pack.
 */
public final class ImportLoader {
  static final int MAX_FILES = 64;
  static final int MAX_DEPTH = 16;

  private static final int MAX_PATH = 1_000;

  /** A path of Windows is absolute wherever it is read. */
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

  private final Problems problems;
  private final SourceFiles files;
  private final ReadingReader reader;
  private final ScopeBuilder scopes;
  private final Map<String, Optional<FileScope>> loaded = new LinkedHashMap<>();
  private final List<PackFile> trees = new ArrayList<>();
  private final List<Scope> scopesInOrder = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private String folder = "";
  private boolean tooManyReported;

  public ImportLoader(Problems problems, SourceFiles files, ReadingReader reader) {
    this.problems = problems;
    this.files = files;
    this.reader = reader;
    this.scopes = new ScopeBuilder(problems);
  }

  /** Reads imported files in the notation that their name says. */
  @FunctionalInterface
  public interface ReadingReader {
    /** The tree, or empty when there is none; the problems say why. */
    Optional<PackFile> read(SourceReading reading, Problems problems);
  }

  /** The pack with its imports; empty when it is not to be judged, and the problems say why. */
  public Optional<PackSources> load(PackFile main) {
    if (!LanguageVersion.check(main, problems)) {
      trees.add(main);
      return Optional.empty();
    }
    String name = main.span().source().name();
    String known = files.resolve(name, fileName(name)).orElse(name);
    folder = known.substring(0, known.length() - fileName(known).length());
    open.add(known);
    FileScope scope = build(main, false);
    return Optional.of(new PackSources(main, trees, scopesInOrder, scope.policies()));
  }

  /** The trees that were read so far, the pack's own first. */
  public List<PackFile> trees() {
    return List.copyOf(trees);
  }

  private static String fileName(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** What a file brings where it is imported, and can name itself. */
  record FileScope(PackFile file, Scope scope, Map<String, PackSources.Policy> policies) {}

  private FileScope build(PackFile file, boolean library) {
    Scope scope = new Scope();
    trees.add(file);
    scopesInOrder.add(scope);
    List<ScopeBuilder.Import> imports = new ArrayList<>();
    for (ImportDecl decl : file.imports()) {
      Optional<FileScope> imported = follow(decl);
      imported.ifPresentOrElse(
          found -> imports.add(new ScopeBuilder.Import(decl, found)), scope::markIncomplete);
      if (imported.isPresent() && !imported.get().scope().isComplete()) {
        scope.markIncomplete();
      }
    }
    return scopes.build(file, scope, imports, library);
  }

  private Optional<FileScope> follow(ImportDecl decl) {
    String path = decl.path().value();
    if (!files.hasPlaces()) {
      return report(
          DiagnosticCode.INVALID_IMPORT,
          decl,
          "a source without a place on disk cannot import",
          "save it to a file, and name the file");
    }
    if (path.indexOf('\\') >= 0) {
      return report(
          DiagnosticCode.INVALID_IMPORT,
          decl,
          Quoted.word(path) + " holds a backslash",
          "write `/` between folders, which every system reads");
    }
    String from = decl.span().source().name();
    Optional<String> name =
        path.isBlank()
                || path.length() > MAX_PATH
                || path.startsWith("/")
                || DRIVE.matcher(path).lookingAt()
            ? Optional.empty()
            : files.resolve(from, path);
    if (name.isEmpty()) {
      return report(
          DiagnosticCode.INVALID_IMPORT,
          decl,
          Quoted.word(path) + " is no relative path",
          "write it as seen from this file, such as `\"../lists/domains.pack\"`");
    }
    return follow(decl, name.get());
  }

  private Optional<FileScope> follow(ImportDecl decl, String name) {
    if (open.contains(name)) {
      String circle =
          Stream.concat(open.stream().dropWhile(each -> !each.equals(name)), Stream.of(name))
              .map(each -> Quoted.word(shown(each)))
              .collect(Collectors.joining(" imports "));
      return report(DiagnosticCode.IMPORT_CYCLE, decl, "the imports go in a circle", circle);
    }
    Optional<FileScope> known = loaded.get(name);
    if (known != null) {
      return known;
    }
    if (loaded.size() + open.size() >= MAX_FILES || open.size() > MAX_DEPTH) {
      return tooMany(decl);
    }
    open.add(name);
    Optional<FileScope> read = read(decl, name);
    open.remove(name);
    loaded.put(name, read);
    return read;
  }

  private Optional<FileScope> tooMany(ImportDecl decl) {
    if (tooManyReported) {
      return Optional.empty();
    }
    tooManyReported = true;
    return report(
        DiagnosticCode.INVALID_IMPORT,
        decl,
        open.size() > MAX_DEPTH
            ? "imports are more than " + MAX_DEPTH + " files deep"
            : "a pack may have at most " + MAX_FILES + " files",
        null);
  }

  private Optional<FileScope> read(ImportDecl decl, String name) {
    SourceReading reading;
    try {
      reading = files.read(name);
    } catch (IOException _) {
      return report(
          DiagnosticCode.IMPORT_UNREADABLE,
          decl,
          "cannot read " + Quoted.word(decl.path().value()),
          meant(decl.path().value(), name)
              .map(other -> "did you mean " + Quoted.word(other) + "?")
              .orElse(
                  "paths start from the folder of the importing file: this is "
                      + Quoted.word(shown(name))));
    }
    return reader
        .read(reading, problems)
        .filter(file -> LanguageVersion.check(file, problems))
        .map(file -> build(file, true));
  }

  /** A path to a file that is there, and that the author probably meant. */
  private Optional<String> meant(String path, String name) {
    List<String> besides = files.besides(name);
    String missing = fileName(name);
    Optional<String> file =
        besides.stream()
            .filter(
                other -> SourceFiles.SOURCES.stream().anyMatch(end -> other.equals(missing + end)))
            .findFirst()
            .or(() -> NearestWord.of(missing, besides));
    return file.map(other -> path.substring(0, path.lastIndexOf('/') + 1) + other);
  }

  /** A name as seen from the pack's own folder, where it lies in there. */
  private String shown(String name) {
    return name.startsWith(folder) ? name.substring(folder.length()) : name;
  }

  private Optional<FileScope> report(
      DiagnosticCode code, ImportDecl decl, String message, @Nullable String hint) {
    problems.add(code, decl.path().span(), "imports", message, hint);
    return Optional.empty();
  }
}
