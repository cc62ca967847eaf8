package dev.keeptrail.language.editor;

import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives a symbol another name wherever it is written, or says why not. */
public final class Renaming {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*");
  private static final int MAX_NAME = 128;

  /** Words that the grammar takes for no name. */
  private static final Set<String> RESERVED =
      Set.of(
          "true", "false", "and", "or", "not", "exists", "in", "when", "then", "given", "expect");

  /** Words that begin something else where policies and the targets of effects are named. */
  private static final Set<String> BEGINNINGS =
      Stream.concat(TextPlaces.ITEMS.keySet().stream(), Stream.of("rule"))
          .collect(Collectors.toUnmodifiableSet());

  private final PackShapes shapes;
  private final List<PackAnalysis> analyses;

  /**
   * @param analyses the documents that may use the name, the one that is asked about first
   */
  public Renaming(PackShapes shapes, List<PackAnalysis> analyses) {
    this.shapes = shapes;
    this.analyses = List.copyOf(analyses);
  }

  /** What came of it: edits, or one clause that says why there are none. */
  public sealed interface Result {
    record Edits(List<TextEdit> edits) implements Result {
      public Edits {
        edits = List.copyOf(edits);
      }
    }

    record Refused(String why) implements Result {}
  }

  /** The places of the symbol in these documents and what they import, each once. */
  public static List<Occurrence> occurrences(Symbol symbol, List<PackAnalysis> analyses) {
    Map<String, Occurrence> found = new LinkedHashMap<>();
    for (PackAnalysis analysis : analyses) {
      for (Occurrence occurrence : analysis.symbols().of(symbol)) {
        Span span = occurrence.span();
        found.putIfAbsent(span.source().name() + ":" + span.offset(), occurrence);
      }
    }
    return List.copyOf(found.values());
  }

  public Result rename(Symbol symbol, String name) {
    Optional<String> objection = objection(symbol, name);
    if (objection.isPresent()) {
      return new Result.Refused(objection.get());
    }
    Optional<String> unread =
        analyses.stream()
            .flatMap(analysis -> analysis.unread().stream())
            .filter(source -> mayUse(symbol, source.text()))
            .map(source -> file(source.name()))
            .findFirst();
    if (unread.isPresent()) {
      return new Result.Refused(
          unread.get() + " cannot be read and may use the name; mend it first");
    }
    List<TextEdit> edits = new ArrayList<>();
    for (Occurrence occurrence : occurrences(symbol, analyses)) {
      Span span = occurrence.span();
      if (!written(span).equals(symbol.name())) {
        return new Result.Refused(
            "line %d of %s writes the name with escapes; change it there first"
                .formatted(span.line(), file(span.source().name())));
      }
      edits.add(new TextEdit(span, name));
    }
    if (symbol.sort() == Symbol.Sort.POLICY) {
      edits.addAll(categories(symbol, name));
    }
    return new Result.Edits(edits);
  }

  /** What a policy finds itself has a category with its name in it, wherever that is written. */
  private List<TextEdit> categories(Symbol symbol, String after) {
    String before = Pattern.quote(inCategory(symbol.name()));
    Pattern category = Pattern.compile("(?<![\\w.-])custom\\.(%s)(?![\\w-])".formatted(before));
    Map<String, SourceText> sources = new LinkedHashMap<>();
    knowing(symbol)
        .forEach(analysis ->
            analysis.sources().forEach(source -> sources.putIfAbsent(source.name(), source)));
    List<TextEdit> edits = new ArrayList<>();
    for (SourceText source : sources.values()) {
      category
          .matcher(source.text())
          .results()
          .map(found -> new Span(source, found.start(1), found.end(1) - found.start(1)))
          .forEach(span -> edits.add(new TextEdit(span, inCategory(after))));
    }
    return edits;
  }

  private static boolean mayUse(Symbol symbol, String text) {
    return text.contains(symbol.name())
        || (symbol.sort() == Symbol.Sort.POLICY && text.contains(inCategory(symbol.name())));
  }

  /** The packs and libraries that write the symbol; others may have one of the same name. */
  private Stream<PackAnalysis> knowing(Symbol symbol) {
    return analyses.stream().filter(analysis -> !analysis.symbols().of(symbol).isEmpty());
  }

  private static String inCategory(String policy) {
    return policy.replace('-', '_');
  }

  private static String file(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private Optional<String> objection(Symbol symbol, String name) {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches() || isOfGrammar(symbol, name)) {
      return Optional.of(Quoted.word(name) + " is not a name");
    }
    if (name.equals(symbol.name())) {
      return Optional.empty();
    }
    return switch (symbol.sort()) {
      case POLICY -> policyObjection(symbol, name);
      case DEFINITION, BINDING ->
          languageWord(name, symbol.sort() == Symbol.Sort.BINDING).or(() -> taken(symbol, name));
      case RULE -> taken(symbol, name);
    };
  }

  private static boolean isOfGrammar(Symbol symbol, String name) {
    return RESERVED.contains(name)
        || switch (symbol.sort()) {
          case POLICY, BINDING -> BEGINNINGS.contains(name);
          case DEFINITION, RULE -> false;
        };
  }

  private Optional<String> policyObjection(Symbol symbol, String name) {
    Set<String> kinds = shapes.policies().kinds().keySet();
    if (kinds.contains(symbol.name())) {
      return Optional.of(Quoted.word(symbol.name()) + " is the name of a policy kind");
    }
    if (kinds.contains(name)) {
      return Optional.of(Quoted.word(name) + " is the name of a policy kind");
    }
    return taken(symbol, name).or(() -> sharedCategory(symbol));
  }

  /** Where two names come to the same in categories, nobody knows whose a category is. */
  private Optional<String> sharedCategory(Symbol symbol) {
    return analyses.stream()
        .flatMap(analysis -> analysis.symbols().occurrences().stream())
        .map(Occurrence::symbol)
        .filter(other -> other.sort() == Symbol.Sort.POLICY)
        .map(Symbol::name)
        .filter(other -> !other.equals(symbol.name()))
        .filter(other -> inCategory(other).equals(inCategory(symbol.name())))
        .findFirst()
        .map(other ->
            "categories of its own may be those of %s, which is called the same there"
                .formatted(Quoted.word(other)));
  }

  private static Optional<String> languageWord(String name, boolean binding) {
    boolean isWord =
        FactSchema.type(name).isPresent()
            || Function.named(name).isPresent()
            || Stream.of(AggregateFunction.values()).anyMatch(f -> f.word().equals(name));
    boolean isField =
        Stream.of(FactType.values()).anyMatch(type -> FactSchema.field(type, name).isPresent());
    if (isWord) {
      return Optional.of(Quoted.word(name) + " is a word of the language");
    }
    return isField
        ? Optional.of(
            Quoted.word(name)
                + " is the field of a fact"
                + (binding ? "" : ", which would be read in its place"))
        : Optional.empty();
  }

  /**
   * Names clash in the packs that know the symbol: rules only in their policy, definitions and
   * bindings with each other.
   */
  private Optional<String> taken(Symbol symbol, String name) {
    Set<Symbol.Sort> rivals =
        switch (symbol.sort()) {
          case POLICY -> Set.of(Symbol.Sort.POLICY);
          case RULE -> Set.of(Symbol.Sort.RULE);
          case DEFINITION, BINDING -> Set.of(Symbol.Sort.DEFINITION, Symbol.Sort.BINDING);
        };
    return knowing(symbol)
        .flatMap(analysis ->
            analysis.symbols().occurrences().stream()
                .filter(Occurrence::isDeclaration)
                .map(Occurrence::symbol)
                .filter(other -> rivals.contains(other.sort()) && other.name().equals(name))
                .filter(other ->
                    symbol.sort() != Symbol.Sort.RULE
                        || analysis.symbols().areOfOnePolicy(symbol, other)))
        .findFirst()
        .map(other ->
            "there is a %s %s already, on line %d of %s"
                .formatted(
                    other.sort().word(),
                    Quoted.word(name),
                    other.declared().line(),
                    file(other.declared().source().name())));
  }

  static String written(Span span) {
    String text = span.source().text();
    return text.substring(
        Math.min(span.offset(), text.length()), Math.min(span.end(), text.length()));
  }
}
