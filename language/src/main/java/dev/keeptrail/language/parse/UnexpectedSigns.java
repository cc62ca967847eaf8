package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says what was expected where something else stands. */
final class UnexpectedSigns {
  private final SyntaxProblems problems;

  UnexpectedSigns(SyntaxProblems problems) {
    this.problems = problems;
  }

  void report(Parser parser, RecognitionException problem) {
    TokenStream tokens = parser.getTokenStream();
    PackToken found = (PackToken) problem.getOffendingToken();
    if (found.is(PackParser.BORDER)) {
      found = (PackToken) tokens.get(found.getTokenIndex() + 1);
    } else if (found.isReported() || found.isInserted()) {
      // What is wrong here was said when the tokens were read.
      return;
    }
    IntervalSet expected = problem.getExpectedTokens();
    problems.add(
        DiagnosticCode.UNEXPECTED_SIGN,
        found,
        "expected "
            + Expectations.describe(expected, parser)
            + ", found "
            + describe(found, parser),
        SyntaxHints.hint(parser, found, expected),
        SyntaxHints.meant(parser, found, expected).orElse(null));
  }

  private static String describe(PackToken token, Parser parser) {
    if (token.is(Token.EOF)) {
      return parser.getContext() != null && isLone(parser)
          ? "the end of the expression"
          : "the end of the file";
    }
    return Quoted.word(token.getText());
  }

  private static boolean isLone(Parser parser) {
    return parser.getInvokingContext(PackParser.RULE_loneExpression) != null;
  }
}
