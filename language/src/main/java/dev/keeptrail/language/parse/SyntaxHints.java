package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Function;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** What an author probably meant where the grammar wanted something else. */
final class SyntaxHints {
  private static final List<String> ITEMS =
      List.of(
          "pack", "provider", "gateway", "testing", "define", "import", "chain", "policy", "test");

  private static final int MOST_SHOWN = 100;

  /** What a line may begin with; the list of items leaves out what most packs have once. */
  private static final List<String> WORDS =
      Stream.concat(ITEMS.stream(), Stream.of("language")).toList();

  private final PackToken found;
  private final int before;
  private final int after;
  private final String dotted;
  private final IntervalSet expected;

  private SyntaxHints(Parser parser, PackToken found, IntervalSet expected) {
    this.found = found;
    this.expected = expected;
    this.before = neighbour(parser, found.getTokenIndex() - 1);
    this.after = neighbour(parser, found.getTokenIndex() + 1);
    this.dotted = dotted(parser, found.getTokenIndex());
  }

  static @Nullable String hint(Parser parser, PackToken found, IntervalSet expected) {
    SyntaxHints hints = new SyntaxHints(parser, found, expected);
    boolean item = expected.contains(PackParser.POLICY) && !expected.contains(PackParser.WORD);
    return item && !expected.contains(PackParser.AND) ? hints.forItem() : hints.forSign();
  }

  /** What to write in the place of a sign that another language has there; a guess. */
  static Optional<String> meant(Parser parser, PackToken found, IntervalSet expected) {
    return new SyntaxHints(parser, found, expected).meant();
  }

  private Optional<String> meant() {
    boolean isArrow = after == PackParser.GT;
    return switch (found.getType()) {
      case PackParser.ASSIGN -> isArrow ? Optional.empty() : comparison().or(this::setting);
      case PackParser.EQ -> ifExpected(PackParser.ASSIGN, "=");
      default -> Optional.empty();
    };
  }

  private Optional<String> comparison() {
    return ifExpected(PackParser.EQ, "==");
  }

  private Optional<String> setting() {
    return ifExpected(PackParser.COLON, ":");
  }

  private Optional<String> ifExpected(int sign, String written) {
    return expected.contains(sign) ? Optional.of(written) : Optional.empty();
  }

  /** What is written without a space around a dot, up to the next sign that is not part of it. */
  private static String dotted(Parser parser, int dot) {
    TokenStream tokens = parser.getTokenStream();
    var written = new StringBuilder();
    int end = -1;
    for (int at = Math.max(0, dot - 1); at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean apart = end >= 0 && token.getStartIndex() != end;
      if (apart || !isPart(token.getText()) || written.length() > MOST_SHOWN) {
        break;
      }
      written.append(token.getText());
      end = token.getStopIndex() + 1;
    }
    return written.toString();
  }

  private static boolean isPart(String text) {
    return text.chars()
        .allMatch(sign -> Character.isLetterOrDigit(sign) || ".-_".indexOf(sign) >= 0);
  }

  private static int neighbour(Parser parser, int index) {
    boolean there = index >= 0 && index < parser.getTokenStream().size();
    return there ? parser.getTokenStream().get(index).getType() : Token.INVALID_TYPE;
  }

  private @Nullable String forItem() {
    return switch (found.getType()) {
      case PackParser.RULE -> "rules stand in a policy: `policy name { rule ... }`";
      case PackParser.SLASH -> "a comment starts with `#`";
      case PackParser.GIVEN, PackParser.EXPECT -> "it stands in a test: `test \"name\" { ... }`";
      default -> {
        Optional<String> near = NearestWord.of(found.getText(), WORDS);
        yield near.map(word -> "did you mean " + Quoted.word(word) + "?").orElse(itemList());
      }
    };
  }

  private static String itemList() {
    return "items are " + Quoted.words(ITEMS);
  }

  private @Nullable String forSign() {
    return switch (found.getType()) {
      case PackParser.ASSIGN ->
          expected.contains(PackParser.EQ)
              ? "`==` compares two values"
              : expected.contains(PackParser.COLON) ? "a setting is `key: value`" : null;
      case PackParser.SLASH ->
          after == PackParser.SLASH || before == PackParser.SLASH
              ? "a comment starts with `#`"
              : null;
      case PackParser.COLON ->
          expected.contains(PackParser.EQ)
              ? "`name == value` tests a field"
              : isChain() ? "the kind stands at the policy: `policy name: kind { ... }`" : null;
      case PackParser.EQ -> expected.contains(PackParser.ASSIGN) ? "write a single `=`" : null;
      case PackParser.DOT ->
          expected.contains(PackParser.STRING) && expected.contains(PackParser.LBRACE)
              ? "a reason code stands in quotes: `block \"wire_transfer.large\"`"
              : behindValue() ? "what is no word stands in quotes: `\"" + dotted + "\"`" : null;
      default -> forOthers();
    };
  }

  private @Nullable String forOthers() {
    String word = found.getText();
    if (Stream.of(Function.values()).anyMatch(function -> function.word().equals(word))) {
      return "a function stands before its values, as in `%s(...)`".formatted(word);
    }
    if (before == PackParser.NOT && expected.contains(PackParser.IN)) {
      return "`!=` tests that two values differ, `not in [...]` that a list does not hold one";
    }
    if (before == PackParser.ON && found.getType() == PackParser.LBRACKET) {
      return "phases stand without brackets: `on input, tool`";
    }
    if (before == PackParser.CHAIN && expected.contains(PackParser.LBRACE)) {
      return "policies stand in braces: `chain { pii-detector audit-logger }`";
    }
    if (expected.contains(PackParser.REASON) && !expected.contains(PackParser.WORD) && isText()) {
      return "a reason code stands behind `reason`: `expect block reason \"wire_transfer.large\"`";
    }
    if (expected.contains(PackParser.GIVEN) && expected.contains(PackParser.LBRACE) && isText()) {
      return "what is given stands in braces: `given message { role: user text: \"...\" }`";
    }
    if (before == PackParser.COLON && expected.contains(PackParser.WORD) && isBinding()) {
      return "`name == value` tests a field, `name: type(...)` binds a fact";
    }
    if (isChain() && WORDS.contains(word)) {
      return Quoted.word(word) + " starts an item, and is no name in the chain";
    }
    boolean key = expected.contains(PackParser.WORD);
    if (!key && (expected.contains(PackParser.WHEN) || expected.contains(PackParser.THEN))) {
      return "a rule is `rule name { when condition then effect }`";
    }
    if (expected.contains(PackParser.COLON)
        && expected.contains(PackParser.DOT)
        && !expected.contains(PackParser.EQ)) {
      return "a setting is `key: value`";
    }
    boolean name = expected.contains(PackParser.WORD) && !expected.contains(PackParser.LPAREN);
    if (name && Words.isWord(found.getType()) && !Words.isName(found.getType())) {
      return Quoted.word(found.getText()) + " is a word of the language and no name";
    }
    return null;
  }

  private boolean isChain() {
    return expected.contains(PackParser.LBRACE)
        && expected.contains(PackParser.RBRACE)
        && expected.contains(PackParser.WORD);
  }

  /** Whether a setting or a list goes on, or ends, behind what was read as its value. */
  private boolean behindValue() {
    return Words.isWord(before)
        && expected.contains(PackParser.COMMA)
        && (expected.contains(PackParser.RBRACE) || expected.contains(PackParser.RBRACKET));
  }

  private boolean isText() {
    return !found.getText().isEmpty() && "\"'".indexOf(found.getText().charAt(0)) >= 0;
  }

  private boolean isBinding() {
    return !expected.contains(PackParser.STRING);
  }
}
