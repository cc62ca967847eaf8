package dev.keeptrail.language.editor;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackFormatter;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.print.YamlFormatter;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One state of a document with everything that can be asked about it. Immutable. */
public final class PackAnalysis {
  private static final int MAX_VALUE_SHOWN = 200;

  private final PackDocument document;
  private final CompiledPack compiled;
  private final List<Diagnostic> problems;
  private final PackShapes shapes;
  private final SymbolIndex symbols;
  private final List<PackFile> readable;
  private final List<TestFile> tests;

  /**
   * @param problems the compiler's and those of lint
   * @param earlier an earlier state of the document, whose names are offered while this one cannot
   *     be read; null when there is none
   */
  public PackAnalysis(
      PackDocument document,
      CompiledPack compiled,
      List<Diagnostic> problems,
      PackShapes shapes,
      @Nullable PackAnalysis earlier) {
    this(
        document,
        compiled,
        problems,
        shapes,
        SymbolIndex.of(compiled.files()),
        earlier != null && compiled.files().isEmpty() ? earlier.readable : compiled.files(),
        List.of());
  }

  private PackAnalysis(
      PackDocument document,
      CompiledPack compiled,
      List<Diagnostic> problems,
      PackShapes shapes,
      SymbolIndex symbols,
      List<PackFile> readable,
      List<TestFile> tests) {
    this.document = document;
    this.compiled = compiled;
    this.problems = List.copyOf(problems);
    this.shapes = shapes;
    this.symbols = symbols;
    this.readable = readable;
    this.tests = List.copyOf(tests);
  }

  /** The same with the names in test files beside the pack. */
  PackAnalysis withTests(List<TestFile> files) {
    if (files.isEmpty()) {
      return this;
    }
    List<ValueDecl> read = new ArrayList<>();
    for (TestFile file : files) {
      ValueDecl content = file.content();
      if (content != null) {
        read.add(content);
      }
    }
    return new PackAnalysis(
        document, compiled, problems, shapes, symbols.with(read), readable, files);
  }

  /** Whether the document could be read, so that its names are known. */
  boolean isReadable() {
    return !compiled.files().isEmpty();
  }

  /** Whether the document could be read and imports nothing: no other has a say in it. */
  boolean standsAlone() {
    return own().filter(file -> file.imports().isEmpty()).isPresent();
  }

  /** Whether the document imports that file, itself or through others. */
  boolean imports(String file) {
    return compiled.files().stream()
        .skip(1)
        .anyMatch(imported -> imported.span().source().name().equals(file));
  }

  public PackDocument document() {
    return document;
  }

  public SymbolIndex symbols() {
    return symbols;
  }

  /** The document, what it imports, and the test files beside it. */
  List<SourceText> sources() {
    return Stream.concat(
            compiled.files().stream().map(file -> file.span().source()),
            tests.stream().map(TestFile::source))
        .distinct()
        .toList();
  }

  /** Those of them that cannot be read, so that the names in them are not known. */
  List<SourceText> unread() {
    Stream<SourceText> files =
        tests.stream().filter(file -> file.content() == null).map(TestFile::source);
    return Stream.concat(isReadable() ? Stream.of() : Stream.of(document.source()), files).toList();
  }

  /** All problems, those of imported files included. */
  public List<Diagnostic> problems() {
    return problems;
  }

  /** The imports of the document itself. */
  public List<ImportDecl> imports() {
    return own().map(PackFile::imports).orElse(List.of());
  }

  public List<Outline> outline() {
    return own().map(Outlines::of).orElse(List.of());
  }

  /** The pieces that have a meaning, in the order of the document. */
  public List<Token> tokens() {
    return List.copyOf(Tokens.of(document, symbols, own().orElse(null)));
  }

  /** What can be folded away, in the order of the document. */
  public List<Fold> folds() {
    return List.copyOf(Folds.of(document, imports()));
  }

  /** What is selected around each cursor, from the innermost to the whole document. */
  public List<List<Range>> selections(List<Integer> offsets) {
    Selections selections = Selections.of(document, outline(), folds());
    return offsets.stream().map(selections::around).toList();
  }

  /** Where the document writes the name that a cursor touches. */
  public List<Occurrence> highlights(int offset) {
    return symbols.at(document.source().name(), offset).stream()
        .flatMap(found -> symbols.of(found.symbol()).stream())
        .filter(found -> isOwn(found.span()))
        .toList();
  }

  /** What may be written at a cursor; keys that the block has already are left out. */
  public Completion complete(int offset) {
    Place.Found found = place(offset);
    Set<String> written = written(found);
    List<Candidate> candidates =
        candidates(found.place()).stream()
            .filter(candidate -> !written.contains(candidate.label()))
            .toList();
    return new Completion(found.word(), candidates);
  }

  /** What is known about the word at a cursor, and the problems there. */
  public Optional<Help> help(int offset) {
    List<String> parts = new ArrayList<>();
    Range range = new Range(offset, offset);
    for (Diagnostic problem : problems) {
      if (isOwn(problem.span()) && Range.of(problem.span()).touches(offset)) {
        parts.add(problemText(problem));
        range = Range.of(problem.span());
      }
    }
    Place.Found found = place(offset);
    String word = text(found.word());
    Optional<String> explained =
        candidates(found.place()).stream()
            .filter(candidate -> candidate.label().equals(word))
            .map(PackAnalysis::explain)
            .findFirst()
            .or(() -> symbolText(offset))
            .or(() -> codeText(offset));
    if (explained.isPresent()) {
      parts.addFirst(explained.get());
      range = word.isEmpty() ? range : found.word();
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Help(range, String.join("\n\n---\n\n", parts)));
  }

  /** What can be done about the problems that a range touches. */
  public List<Map.Entry<Diagnostic, Fix>> fixes(Range range) {
    return problems.stream()
        .filter(problem -> isOwn(problem.span()))
        .filter(problem ->
            problem.span().offset() <= range.end() && range.start() <= problem.span().end())
        .flatMap(problem -> SuggestedFixes.of(problem).stream().map(fix -> Map.entry(problem, fix)))
        .toList();
  }

  /**
   * The document in the house style, or tidied where it is YAML; empty with syntax errors, and for
   * pack text of a newer language.
   */
  public Optional<String> formatted() {
    return switch (document.syntax()) {
      case TEXT ->
          PackFormatter.format(document.source())
                  instanceof PackFormatter.Outcome.Formatted(var text)
              ? Optional.of(text)
              : Optional.empty();
      case YAML -> tidied();
    };
  }

  private Optional<String> tidied() {
    Problems found = new Problems();
    boolean read = PackReader.read(document.source(), found).isPresent() && !found.hasErrors();
    return read ? Optional.of(YamlFormatter.format(document.source())) : Optional.empty();
  }

  private Place.Found place(int offset) {
    String text = document.source().text();
    return switch (document.syntax()) {
      case TEXT -> new TextPlaces(shapes, this::kindOf).find(text, offset);
      case YAML -> new YamlPlaces(shapes, this::kindOf).find(text, offset);
    };
  }

  private List<Candidate> candidates(Place place) {
    return new Candidates(shapes, vocabulary()).at(place);
  }

  private static Set<String> written(Place.Found found) {
    return switch (found.place()) {
      case Place.Key key -> key.written();
      case Place.PolicyName name -> name.written();
      case Place.Nowhere _,
          Place.Value _,
          Place.Keywords _,
          Place.KindName _,
          Place.PhaseName _,
          Place.FactName _,
          Place.VerbName _,
          Place.Expression _,
          Place.Target _ ->
          Set.of();
    };
  }

  private Vocabulary vocabulary() {
    Map<String, String> definitions = new LinkedHashMap<>();
    Map<String, String> policies = new LinkedHashMap<>();
    for (PackFile file : readable) {
      for (DefineDecl define : file.definitions()) {
        definitions.putIfAbsent(define.name().text(), shown(define.value().span()));
      }
      for (PolicyDecl policy : file.policies()) {
        policies.putIfAbsent(policy.name().text(), policy.kindName());
      }
    }
    return new Vocabulary(definitions, policies, shapes.schema().categories());
  }

  private String kindOf(String policy) {
    return readable.stream()
        .flatMap(file -> file.policies().stream())
        .filter(decl -> decl.name().text().equals(policy))
        .map(PolicyDecl::kindName)
        .findFirst()
        .orElse(shapes.policies().block(policy).isPresent() ? policy : PolicyDecl.RULES);
  }

  private static String explain(Candidate candidate) {
    String detail = candidate.detail().isEmpty() ? "" : " — " + candidate.detail();
    String doc = candidate.doc().isEmpty() ? "" : "\n\n" + candidate.doc();
    return "`" + candidate.label() + "`" + detail + doc;
  }

  private Optional<String> symbolText(int offset) {
    return symbols
        .at(document.source().name(), offset)
        .map(Occurrence::symbol)
        .map(symbol -> {
          String value = vocabulary().definitions().get(symbol.name());
          boolean isDefinition = symbol.sort() == Symbol.Sort.DEFINITION && value != null;
          return "`"
              + symbol.name()
              + "` — "
              + symbol.sort().word()
              + (isDefinition ? "\n\n`" + value + "`" : "");
        });
  }

  /** A code of a problem, as comments name it. */
  private Optional<String> codeText(int offset) {
    String text = document.source().text();
    int start = Math.min(offset, text.length());
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    int from = start;
    return Stream.of(DiagnosticCode.values())
        .filter(code -> text.startsWith(code.code(), from))
        .map(code -> "`" + code.code() + "` — " + code.title())
        .findFirst();
  }

  private static String problemText(Diagnostic problem) {
    String hint = problem.hint() == null ? "" : "\n\n" + problem.hint();
    return "**%s** %s: %s%s"
        .formatted(problem.code().code(), problem.code().title(), problem.message(), hint);
  }

  private String shown(Span span) {
    String text = span.source().text();
    int end = Math.min(span.end(), text.length());
    String value = text.substring(Math.min(span.offset(), end), end).strip();
    String line = value.replaceAll("\\s+", " ").replace('`', '\'');
    return line.length() <= MAX_VALUE_SHOWN ? line : line.substring(0, MAX_VALUE_SHOWN) + "…";
  }

  private String text(Range range) {
    String text = document.source().text();
    int end = Math.min(range.end(), text.length());
    return text.substring(Math.min(range.start(), end), end);
  }

  private boolean isOwn(Span span) {
    return span.source().name().equals(document.source().name());
  }

  private Optional<PackFile> own() {
    return compiled.files().stream().filter(file -> isOwn(file.span())).findFirst();
  }
}
