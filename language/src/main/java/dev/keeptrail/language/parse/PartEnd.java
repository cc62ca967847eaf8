package dev.keeptrail.language.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Finds where a broken part of a source ends. Serves one part. */
final class PartEnd {
  private final TokenStream tokens;
  private final ParserRuleContext part;
  private final int rule;
  private int open;

  PartEnd(TokenStream tokens, ParserRuleContext part) {
    this.tokens = tokens;
    this.part = part;
    this.rule = part.getRuleIndex();
  }

  /** Skips to the end of the part. */
  void skip(Parser parser) {
    open = openBrackets();
    while (!isEnd()) {
      boolean closes = take(parser);
      if (closes && open == 0 && endsWithBrace()) {
        return;
      }
    }
  }

  /** Skips to where a list of parts can go on or ends. */
  void skipTo(Parser parser, IntervalSet next) {
    // INVARIANT: the first token is not in the set, so that something is skipped.
    do {
      take(parser);
    } while (!isStop(next));
  }

  private boolean isStop(IntervalSet next) {
    int type = tokens.LA(1);
    if (type == Token.EOF || (open == 0 && type == PackParser.BORDER)) {
      return true;
    }
    return open == 0 && (isCloser(type) || (next.contains(type) && startsPart()));
  }

  private boolean isEnd() {
    int type = tokens.LA(1);
    if (type == Token.EOF) {
      return true;
    }
    return open == 0 && (isCloser(type) || type == PackParser.BORDER || startsNext(type));
  }

  private boolean startsNext(int type) {
    return switch (rule) {
      case PackParser.RULE_whenPart -> type == PackParser.THEN;
      case PackParser.RULE_given, PackParser.RULE_expectation ->
          type == PackParser.GIVEN || type == PackParser.EXPECT;
      case PackParser.RULE_entry, PackParser.RULE_policyEntry ->
          type == PackParser.COMMA || startsKey();
      case PackParser.RULE_chainEntry -> type == PackParser.COMMA || isFirstOnLine();
      default -> false;
    };
  }

  /** Whether a part of the list starts there, and not only something that could be one's start. */
  private boolean startsPart() {
    return switch (rule) {
      case PackParser.RULE_block, PackParser.RULE_policyBody -> startsKey();
      case PackParser.RULE_chainItem -> isFirstOnLine();
      // Borders stand before items.
      case PackParser.RULE_packFile -> false;
      default -> true;
    };
  }

  private boolean startsKey() {
    int second = tokens.LA(2);
    return isFirstOnLine() && (second == PackParser.COLON || second == PackParser.DOT);
  }

  private boolean isFirstOnLine() {
    Token here = tokens.LT(1);
    Token before = tokens.LT(-1);
    return before == null || before.getLine() < here.getLine();
  }

  private boolean endsWithBrace() {
    return switch (rule) {
      case PackParser.RULE_item,
          PackParser.RULE_ruleItem,
          PackParser.RULE_packFile,
          PackParser.RULE_given,
          PackParser.RULE_expectation ->
          true;
      default -> false;
    };
  }

  /** Skips a token; true when it closes a brace. */
  private boolean take(Parser parser) {
    int type = tokens.LA(1);
    if (isOpener(type)) {
      open++;
    } else if (isCloser(type)) {
      open--;
    }
    parser.consume();
    return type == PackParser.RBRACE;
  }

  private int openBrackets() {
    Deque<Integer> seen = new ArrayDeque<>();
    for (int i = part.getStart().getTokenIndex(); i < tokens.index(); i++) {
      int type = tokens.get(i).getType();
      if (isOpener(type)) {
        seen.push(type);
      } else if (isCloser(type) && !seen.isEmpty()) {
        seen.pop();
      }
    }
    return seen.size();
  }

  private static boolean isOpener(int type) {
    return type == PackParser.LPAREN || type == PackParser.LBRACKET || type == PackParser.LBRACE;
  }

  private static boolean isCloser(int type) {
    return type == PackParser.RPAREN || type == PackParser.RBRACKET || type == PackParser.RBRACE;
  }
}
