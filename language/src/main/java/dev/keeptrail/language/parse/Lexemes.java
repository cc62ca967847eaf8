package dev.keeptrail.language.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** The words and signs of any text, in order, for services that must work in broken documents. */
public final class Lexemes {
  private Lexemes() {}

  /** Everything but white space; reports nothing. */
  public static List<Lexeme> of(String text) {
    PackLexer lexer = new PackLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    List<Lexeme> lexemes = new ArrayList<>();
    int codePoint = 0;
    int offset = 0;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getType() == PackLexer.SPACE) {
        continue;
      }
      // The lexer counts code points, everyone else UTF-16 units.
      int start = text.offsetByCodePoints(offset, token.getStartIndex() - codePoint);
      int length = token.getStopIndex() + 1 - token.getStartIndex();
      int end = text.offsetByCodePoints(start, length);
      lexemes.add(new Lexeme(sort(token.getType()), start, end, text.substring(start, end)));
      codePoint = token.getStopIndex() + 1;
      offset = end;
    }
    return lexemes;
  }

  /** The words that the grammar gives a meaning, in alphabetical order. */
  public static List<String> keywords() {
    return List.copyOf(
        new TreeSet<>(
            IntStream.rangeClosed(1, PackLexer.VOCABULARY.getMaxTokenType())
                .mapToObj(PackLexer.VOCABULARY::getLiteralName)
                .filter(name -> name != null && Character.isLetter(name.charAt(1)))
                .map(name -> name.substring(1, name.length() - 1))
                .toList()));
  }

  private static Lexeme.Sort sort(int type) {
    return switch (type) {
      case PackLexer.COMMENT -> Lexeme.Sort.COMMENT;
      case PackLexer.NUMBER, PackLexer.BAD_NUMBER -> Lexeme.Sort.NUMBER;
      case PackLexer.STRING, PackLexer.RAW_STRING, PackLexer.BLOCK_STRING -> Lexeme.Sort.STRING;
      case PackLexer.UNCLOSED_STRING -> Lexeme.Sort.OPEN_STRING;
      default -> isWord(type) ? Lexeme.Sort.WORD : Lexeme.Sort.SIGN;
    };
  }

  private static boolean isWord(int type) {
    String literal = PackLexer.VOCABULARY.getLiteralName(type);
    return type == PackLexer.WORD || (literal != null && Character.isLetter(literal.charAt(1)));
  }
}
