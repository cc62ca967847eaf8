package dev.keeptrail.language.parse;

import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The operators by their signs. */
final class Operators {
  private Operators() {}

  /** The operator between two operands: a sign, or a context of one or two words. */
  static BinaryOperator binary(ParseTree tree) {
    int type =
        tree instanceof TerminalNode node
            ? node.getSymbol().getType()
            : ((ParserRuleContext) tree).getStart().getType();
    return switch (type) {
      case PackParser.OR -> BinaryOperator.OR;
      case PackParser.AND -> BinaryOperator.AND;
      case PackParser.EQ -> BinaryOperator.EQUAL;
      case PackParser.NE -> BinaryOperator.NOT_EQUAL;
      case PackParser.LT -> BinaryOperator.LESS;
      case PackParser.LE -> BinaryOperator.AT_MOST;
      case PackParser.GT -> BinaryOperator.MORE;
      case PackParser.GE -> BinaryOperator.AT_LEAST;
      case PackParser.IN -> BinaryOperator.IN;
      case PackParser.NOT -> BinaryOperator.NOT_IN;
      case PackParser.CONTAINS -> BinaryOperator.CONTAINS;
      case PackParser.UNDER -> BinaryOperator.UNDER;
      case PackParser.CALLED -> BinaryOperator.CALLED;
      case PackParser.LIKE -> BinaryOperator.LIKE;
      case PackParser.MATCHES -> BinaryOperator.MATCHES;
      case PackParser.PLUS -> BinaryOperator.ADD;
      case PackParser.MINUS -> BinaryOperator.SUBTRACT;
      case PackParser.STAR -> BinaryOperator.MULTIPLY;
      case PackParser.SLASH -> BinaryOperator.DIVIDE;
      case PackParser.PERCENT -> BinaryOperator.REMAINDER;
      default -> throw new IllegalStateException("no operator: " + type);
    };
  }
}
