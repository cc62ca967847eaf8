package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.EmbeddedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;

/** Cuts a text into tokens, and reports those that are broken in themselves. */
final class TokenReader {
  private static final int MAX_NUMBER_LENGTH = 400;

  private final String text;
  private final SyntaxProblems problems;
  private final List<PackToken> tokens = new ArrayList<>();
  private final List<PackToken> comments = new ArrayList<>();

  private TokenReader(String text, SyntaxProblems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** All tokens, the last of them the end; empty when there are more than the bound. */
  static Optional<Tokens> read(EmbeddedText source, SyntaxProblems problems) {
    return new TokenReader(source.text(), problems).read();
  }

  private Optional<Tokens> read() {
    PackLexer lexer = new PackLexer(new SourceCharStream(text));
    lexer.removeErrorListeners();
    lexer.setTokenFactory(new Factory());
    PackToken token = (PackToken) lexer.nextToken();
    while (!token.is(Token.EOF)) {
      if (tokens.size() > TextLimits.MAX_TOKENS) {
        reportTooMany(token);
        return Optional.empty();
      }
      take(token);
      token = (PackToken) lexer.nextToken();
    }
    tokens.add(token);
    return Optional.of(new Tokens(tokens, comments));
  }

  private void take(PackToken token) {
    if (token.getChannel() == PackLexer.COMMENTS) {
      comments.add(token);
    } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
      check(token);
      tokens.add(token);
    }
  }

  private void check(PackToken token) {
    switch (token.getType()) {
      case PackLexer.STRING, PackLexer.RAW_STRING, PackLexer.BLOCK_STRING ->
          TextValues.read(token, text, problems);
      case PackLexer.UNCLOSED_STRING -> unclosed(token, "text is not closed", lineHint(token));
      case PackLexer.UNCLOSED_BLOCK ->
          unclosed(token, "text block is not closed", "end it with three double quotes");
      case PackLexer.BAD_NUMBER -> badNumber(token);
      case PackLexer.NUMBER -> checkNumber(token);
      case PackLexer.UNKNOWN -> unknown(token);
      default -> checkLength(token);
    }
  }

  private void unclosed(PackToken token, String message, String hint) {
    token.markReported();
    problems.add(DiagnosticCode.UNCLOSED_TEXT, token, message, hint);
  }

  private String lineHint(PackToken token) {
    return text.charAt(token.getStartIndex()) == '\''
        ? "a text in single quotes ends on its line and cannot hold a single quote"
        : "a text ends on its line; one of several lines stands between `\"\"\"` and `\"\"\"`";
  }

  private void badNumber(PackToken token) {
    token.markReported();
    String word = token.getText();
    token.setType(PackLexer.NUMBER);
    problems.add(
        DiagnosticCode.INVALID_NUMBER,
        token,
        Quoted.word(word) + " is no number",
        word.indexOf('.') < word.lastIndexOf('.')
            ? "put a version in quotes"
            : "a name starts with a letter, and what is meant as text stands in quotes");
  }

  private void checkNumber(PackToken token) {
    boolean tooLong = token.end() - token.getStartIndex() > MAX_NUMBER_LENGTH;
    if (tooLong || Double.isInfinite(Numbers.decimal(token.getText()))) {
      token.markReported();
      problems.add(
          DiagnosticCode.INVALID_NUMBER,
          token,
          Quoted.word(token.getText()) + " is too large for a number",
          null);
    }
  }

  private void unknown(PackToken token) {
    token.markReported();
    PackToken previous = tokens.isEmpty() ? null : tokens.getLast();
    boolean goesOn =
        previous != null
            && previous.is(PackLexer.UNKNOWN)
            && previous.end() == token.getStartIndex();
    if (!goesOn) {
      int end = UnknownSigns.end(text, token.getStartIndex());
      String signs = text.substring(token.getStartIndex(), end);
      problems.add(
          DiagnosticCode.UNKNOWN_SIGN,
          token.getStartIndex(),
          end,
          Quoted.word(signs) + " means nothing here",
          UnknownSigns.hint(signs));
    }
  }

  private void checkLength(PackToken token) {
    int length = token.end() - token.getStartIndex();
    if (length > TextLimits.MAX_LENGTH) {
      token.markReported();
      problems.add(
          DiagnosticCode.VALUE_TOO_LONG,
          token,
          "a word has " + length + " characters, more than " + TextLimits.MAX_LENGTH,
          null);
    }
  }

  private void reportTooMany(PackToken token) {
    problems.add(
        DiagnosticCode.TOO_MANY_VALUES,
        token,
        "the source holds more than " + TextLimits.MAX_TOKENS + " words and signs",
        null);
  }

  /**
   * What a text consists of.
   *
   * @param tokens all but white space and comments; the last is the end
   */
  record Tokens(List<PackToken> tokens, List<PackToken> comments) {
    Tokens {
      tokens = List.copyOf(tokens);
      comments = List.copyOf(comments);
    }
  }

  /** Makes our tokens. */
  private static final class Factory implements TokenFactory<CommonToken> {
    @Override
    public CommonToken create(
        Pair<TokenSource, CharStream> source,
        int type,
        String text,
        int channel,
        int start,
        int stop,
        int line,
        int column) {
      PackToken token = new PackToken(source, type, channel, start, stop);
      token.setLine(line);
      return token;
    }

    @Override
    public CommonToken create(int type, String text) {
      return new CommonToken(type, text);
    }
  }
}
