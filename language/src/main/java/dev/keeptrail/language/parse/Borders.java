package dev.keeptrail.language.parse;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Tells where items and rules start by their first words, even inside brackets that somebody forgot
 * to close: the word policy, a name and a brace are no setting of the block before.
 */
final class Borders {
  private static final Set<Integer> TEXTS =
      Set.of(PackLexer.STRING, PackLexer.RAW_STRING, PackLexer.BLOCK_STRING);

  /** After these a name follows, which may be any word. */
  private static final Set<Integer> BEFORE_NAMES =
      Set.of(
          PackLexer.COLON,
          PackLexer.COMMA,
          PackLexer.DOT,
          PackLexer.PACK,
          PackLexer.PROVIDER,
          PackLexer.POLICY,
          PackLexer.ON,
          PackLexer.DEFINE,
          PackLexer.RULE,
          PackLexer.GIVEN,
          PackLexer.EXPECT,
          PackLexer.BY);

  /** Whatever ends with one of these is whole, so that what follows on a new line is another. */
  private static final Set<Integer> ENDS =
      Set.of(
          PackLexer.STRING,
          PackLexer.RAW_STRING,
          PackLexer.BLOCK_STRING,
          PackLexer.UNCLOSED_STRING,
          PackLexer.UNCLOSED_BLOCK,
          PackLexer.NUMBER,
          PackLexer.WORD,
          PackLexer.TRUE,
          PackLexer.FALSE,
          PackLexer.UNKNOWN,
          PackLexer.RPAREN,
          PackLexer.RBRACKET,
          PackLexer.RBRACE);

  private final List<PackToken> tokens;
  private final String text;

  Borders(List<PackToken> tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  /**
   * Whether an item starts at that token.
   *
   * @param open how many brackets are open there
   */
  boolean isItem(int index, int open) {
    if (!Words.startsItem(type(index)) || (index > 0 && BEFORE_NAMES.contains(type(index - 1)))) {
      return false;
    }
    boolean first = isFirstOnLine(index);
    if (hasShapeOfItem(index)) {
      return open == 0 || first;
    }
    return open == 0 && first && ENDS.contains(type(index - 1));
  }

  /** Whether a rule starts at that token, given that it is somewhere in a policy. */
  boolean isRule(int index) {
    return type(index) == PackLexer.RULE
        && !BEFORE_NAMES.contains(type(index - 1))
        && Words.isName(type(index + 1))
        && (type(index + 2) == PackLexer.LBRACE || isText(index + 2))
        && (isFirstOnLine(index) || type(index - 1) == PackLexer.RBRACE);
  }

  private boolean hasShapeOfItem(int index) {
    int second = type(index + 1);
    int third = type(index + 2);
    return switch (type(index)) {
      case PackLexer.LANGUAGE -> second == PackLexer.NUMBER;
      case PackLexer.IMPORT -> isText(index + 1);
      case PackLexer.PACK, PackLexer.PROVIDER ->
          (Words.isName(second) || isText(index + 1)) && third == PackLexer.LBRACE;
      case PackLexer.GATEWAY, PackLexer.TESTING, PackLexer.CHAIN -> second == PackLexer.LBRACE;
      case PackLexer.DEFINE -> Words.isName(second) && third == PackLexer.ASSIGN;
      case PackLexer.POLICY ->
          Words.isName(second)
              && (third == PackLexer.LBRACE || third == PackLexer.COLON || third == PackLexer.ON);
      case PackLexer.TEST ->
          isText(index + 1) && (third == PackLexer.LBRACE || third == PackLexer.ON);
      default -> false;
    };
  }

  private boolean isText(int index) {
    return TEXTS.contains(type(index));
  }

  private boolean isFirstOnLine(int index) {
    int from = index == 0 ? 0 : tokens.get(index - 1).end();
    for (int i = from; i < tokens.get(index).getStartIndex(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return true;
      }
    }
    return index == 0;
  }

  private int type(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getType() : Token.EOF;
  }
}
