package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Balances the brackets of a token list: reports those without a partner, inserts what is missing
 * and leaves out what is too much. Sets a border before each item and rule. The parser so never
 * runs past the end of a broken part, and each missing bracket is one problem.
 */
final class Brackets {
  private final List<PackToken> tokens;
  private final Borders borders;
  private final SyntaxProblems problems;
  private final List<PackToken> balanced;
  private final Deque<PackToken> open = new ArrayDeque<>();
  private boolean inPolicy;

  /** Whether a text that is not closed may have swallowed brackets. */
  private final boolean swallowed;

  private Brackets(List<PackToken> tokens, String text, SyntaxProblems problems) {
    this.tokens = tokens;
    this.borders = new Borders(tokens, text);
    this.problems = problems;
    this.balanced = new ArrayList<>(tokens.size() + 16);
    this.swallowed = tokens.stream().anyMatch(Brackets::swallowsBrackets);
  }

  /** The tokens as the parser may have them; empty when brackets are nested too deep. */
  static List<PackToken> balance(List<PackToken> tokens, String text, SyntaxProblems problems) {
    return new Brackets(tokens, text, problems).balance();
  }

  private static boolean swallowsBrackets(PackToken token) {
    boolean unclosed = token.is(PackLexer.UNCLOSED_STRING) || token.is(PackLexer.UNCLOSED_BLOCK);
    return unclosed && token.getText().chars().anyMatch(c -> "()[]{}".indexOf(c) >= 0);
  }

  private List<PackToken> balance() {
    for (int i = 0; i < tokens.size(); i++) {
      PackToken token = tokens.get(i);
      setBorder(i, token);
      if (token.is(PackLexer.THEN) && i > 0 && !tokens.get(i - 1).is(PackLexer.DOT)) {
        closeExpression(token);
      }
      if (closerOf(token.getType()) != Token.INVALID_TYPE) {
        if (open.size() == TextLimits.MAX_DEPTH) {
          reportDepth(token);
          return List.of();
        }
        open.push(token);
        balanced.add(token);
      } else if (isCloser(token.getType())) {
        close(token);
      } else {
        if (token.is(Token.EOF)) {
          closeDownTo(0, token, "");
        }
        addOther(token);
      }
    }
    return balanced;
  }

  private void addOther(PackToken token) {
    if (token.is(PackLexer.UNCLOSED_STRING) || token.is(PackLexer.UNCLOSED_BLOCK)) {
      token.setType(PackLexer.STRING);
    }
    balanced.add(token);
  }

  private void setBorder(int index, PackToken token) {
    if (borders.isItem(index, open.size())) {
      closeDownTo(0, token, " before " + Quoted.word(token.getText()));
      inPolicy = token.is(PackLexer.POLICY);
      balanced.add(PackToken.insertedBefore(token, PackParser.BORDER));
    } else if (inPolicy && !open.isEmpty() && borders.isRule(index)) {
      closeDownTo(1, token, " before " + Quoted.word("rule"));
      balanced.add(PackToken.insertedBefore(token, PackParser.BORDER));
    }
  }

  /** Closes what is still open above that many brackets, with one problem for the innermost. */
  private void closeDownTo(int size, PackToken next, String where) {
    if (open.size() > size) {
      reportUnclosed(open.getFirst(), where, next);
    }
    while (open.size() > size) {
      insertCloser(next);
    }
  }

  /** An effect starts: what is open of the condition before it was forgotten. */
  private void closeExpression(PackToken then) {
    int braces = open.size();
    for (PackToken opener : open) {
      if (opener.is(PackLexer.LBRACE)) {
        break;
      }
      braces--;
    }
    closeDownTo(braces, then, " before " + Quoted.word(then.getText()));
  }

  private void insertCloser(PackToken next) {
    balanced.add(PackToken.insertedBefore(next, closerOf(open.pop().getType())));
  }

  private void close(PackToken token) {
    if (!open.isEmpty() && closerOf(open.getFirst().getType()) == token.getType()) {
      open.pop();
      balanced.add(token);
    } else if (open.stream().anyMatch(opener -> closerOf(opener.getType()) == token.getType())) {
      reportUnclosed(open.getFirst(), " before this " + Quoted.word(token.getText()), token);
      while (closerOf(open.getFirst().getType()) != token.getType()) {
        insertCloser(token);
      }
      open.pop();
      balanced.add(token);
    } else {
      closeWrongly(token);
    }
  }

  /** A closing bracket of a kind that is not open. */
  private void closeWrongly(PackToken token) {
    boolean mistaken =
        !open.isEmpty() && !open.getFirst().is(PackLexer.LBRACE) && !token.is(PackLexer.RBRACE);
    if (mistaken) {
      problems.add(
          DiagnosticCode.UNMATCHED_BRACKET,
          token,
          Quoted.word(token.getText())
              + " does not close the "
              + Quoted.word(open.getFirst().getText()),
          placeOf(open.getFirst()));
      insertCloser(token);
    } else if (!swallowed) {
      problems.add(
          DiagnosticCode.UNMATCHED_BRACKET,
          token,
          Quoted.word(token.getText()) + " closes nothing",
          null);
    }
    if (!mistaken && !open.isEmpty()) {
      token.markReported();
      token.setType(PackLexer.UNKNOWN);
      balanced.add(token);
    }
  }

  private void reportUnclosed(PackToken opener, String where, PackToken next) {
    if (!swallowed) {
      problems.add(
          DiagnosticCode.UNMATCHED_BRACKET,
          opener,
          Quoted.word(opener.getText()) + " is not closed" + where,
          problems.line(opener) == problems.line(next) || where.isEmpty()
              ? null
              : "the next part starts on line " + problems.line(next));
    }
  }

  private String placeOf(PackToken opener) {
    return "it was opened on line " + problems.line(opener);
  }

  private void reportDepth(PackToken token) {
    problems.add(
        DiagnosticCode.NESTING_TOO_DEEP,
        token,
        "brackets are nested more than " + TextLimits.MAX_DEPTH + " levels deep",
        null);
  }

  private static int closerOf(int type) {
    return switch (type) {
      case PackLexer.LPAREN -> PackLexer.RPAREN;
      case PackLexer.LBRACKET -> PackLexer.RBRACKET;
      case PackLexer.LBRACE -> PackLexer.RBRACE;
      default -> Token.INVALID_TYPE;
    };
  }

  private static boolean isCloser(int type) {
    return type == PackLexer.RPAREN || type == PackLexer.RBRACKET || type == PackLexer.RBRACE;
  }
}
