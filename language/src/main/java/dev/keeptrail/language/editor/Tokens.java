package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pieces of a document that have a meaning. Pack text is looked at whole, also where it
 * cannot be read; of YAML only names and conditions, because editors know YAML. Serves one
 * question.
 */
final class Tokens {
  private static final Set<String> KEYWORDS = Set.copyOf(Lexemes.keywords());
  private static final Set<String> OPERATORS =
      Set.of("==", "!=", "<=", "<", ">=", ">", "=", "+", "-", "*", "/", "%");
  private static final Set<String> BEFORE_A_VERB = Set.of("then", "expect");

  private final Map<Integer, Token> names = new TreeMap<>();
  private final TreeMap<Integer, Token> found = new TreeMap<>();

  private Tokens(PackDocument document, SymbolIndex symbols) {
    String name = document.source().name();
    symbols.occurrences().stream()
        .filter(place -> place.span().source().name().equals(name))
        .map(Token::of)
        .forEach(token -> names.putIfAbsent(token.start(), token));
  }

  /**
   * The pieces in the order of the document.
   *
   * @param file what was read of it; null where it cannot be read
   */
  static Collection<Token> of(PackDocument document, SymbolIndex symbols, @Nullable PackFile file) {
    var tokens = new Tokens(document, symbols);
    switch (document.syntax()) {
      case TEXT -> tokens.read(document.source().text(), 0);
      case YAML -> {
        tokens.names.values().forEach(tokens::add);
        if (file != null) {
          conditions(file).forEach(tokens::readVerbatim);
        }
      }
    }
    return tokens.found.values();
  }

  private static Stream<Span> conditions(PackFile file) {
    return Stream.concat(
        file.definitions().stream().map(DefineDecl::value).map(value -> value.span()),
        file.policies().stream()
            .flatMap(policy -> policy.rules().stream())
            .map(RuleDecl::when)
            .map(when -> when.span()));
  }

  /** A condition with escapes is left alone: what it says does not stand there as it is meant. */
  private void readVerbatim(Span span) {
    String text = span.source().text();
    int end = Math.min(span.end(), text.length());
    String written = text.substring(Math.min(span.offset(), end), end);
    if (written.indexOf('\\') < 0 && !written.contains("''")) {
      read(written, span.offset());
    }
  }

  private void read(String text, int offset) {
    List<Lexeme> lexemes = Lexemes.of(text);
    Deque<Optional<FactType>> calls = new ArrayDeque<>();
    boolean inChain = false;
    int braces = 0;
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.is("(")) {
        calls.push(i > 0 ? FactSchema.type(lexemes.get(i - 1).text()) : Optional.empty());
      } else if (lexeme.is(")") && !calls.isEmpty()) {
        calls.pop();
      } else if (lexeme.is("{")) {
        inChain |= braces == 0 && before(lexemes, i).equals("chain");
        braces++;
      } else if (lexeme.is("}")) {
        braces--;
        inChain &= braces > 0;
      }
      Token.Sort sort =
          inChain && braces == 1 && lexeme.sort() == Lexeme.Sort.WORD
              ? Token.Sort.POLICY
              : sort(lexemes, i, calls);
      Token name = names.get(offset + lexeme.start());
      if (lexeme.sort() == Lexeme.Sort.WORD && name != null) {
        add(name);
      } else if (sort != null) {
        add(new Token(offset + lexeme.start(), offset + lexeme.end(), sort, false));
      }
    }
  }

  private static Token.@Nullable Sort sort(
      List<Lexeme> lexemes, int at, Deque<Optional<FactType>> calls) {
    Lexeme lexeme = lexemes.get(at);
    return switch (lexeme.sort()) {
      case COMMENT -> Token.Sort.COMMENT;
      case NUMBER -> Token.Sort.NUMBER;
      case STRING, OPEN_STRING -> Token.Sort.STRING;
      case SIGN -> sign(lexeme.text());
      case WORD -> word(lexeme.text(), before(lexemes, at), after(lexemes, at), calls);
    };
  }

  private static Token.@Nullable Sort sign(String text) {
    if (text.startsWith("\"")) {
      // A text block whose end is missing.
      return Token.Sort.STRING;
    }
    return OPERATORS.contains(text) ? Token.Sort.OPERATOR : null;
  }

  private static Token.@Nullable Sort word(
      String word, String before, String after, Deque<Optional<FactType>> calls) {
    if (before.equals(".") || after.equals(":")) {
      return Token.Sort.PROPERTY;
    }
    if (after.equals("(")) {
      boolean isFact = FactSchema.type(word).isPresent();
      boolean isWord = KEYWORDS.contains(word) && !isFact;
      return isFact ? Token.Sort.FACT : isWord ? Token.Sort.KEYWORD : Token.Sort.FUNCTION;
    }
    boolean isField =
        calls.stream()
            .flatMap(Optional::stream)
            .findFirst()
            .flatMap(type -> FactSchema.field(type, word))
            .isPresent();
    if (isField) {
      return Token.Sort.PROPERTY;
    }
    return KEYWORDS.contains(word) || BEFORE_A_VERB.contains(before) ? Token.Sort.KEYWORD : null;
  }

  private static String before(List<Lexeme> lexemes, int at) {
    return at == 0 ? "" : lexemes.get(at - 1).text();
  }

  private static String after(List<Lexeme> lexemes, int at) {
    return at + 1 == lexemes.size() ? "" : lexemes.get(at + 1).text();
  }

  /** What stands there already stays. */
  private void add(Token token) {
    Map.Entry<Integer, Token> lower = found.floorEntry(token.start());
    Map.Entry<Integer, Token> higher = found.higherEntry(token.start());
    boolean free =
        (lower == null || lower.getValue().end() <= token.start())
            && (higher == null || token.end() <= Objects.requireNonNull(higher.getKey()));
    if (free && token.end() > token.start()) {
      found.put(token.start(), token);
    }
  }
}
