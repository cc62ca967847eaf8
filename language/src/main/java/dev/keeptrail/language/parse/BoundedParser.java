package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/** The generated parser, with our recovery and a bound on how deep its rules call each other. */
final class BoundedParser extends PackParser {
  private final SyntaxProblems problems;
  private int depth;

  /** A parser of balanced tokens. */
  BoundedParser(List<PackToken> tokens, SyntaxProblems problems) {
    super(filled(tokens));
    this.problems = problems;
    removeErrorListeners();
    setErrorHandler(new Recovery(new UnexpectedSigns(problems)));
    // WHY: every decision of the grammar looks at one token, so that SLL is all of LL.
    getInterpreter().setPredictionMode(PredictionMode.SLL);
  }

  /** A stream of all tokens at once, so that recovery can look ahead. */
  private static CommonTokenStream filled(List<PackToken> tokens) {
    CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens));
    stream.fill();
    return stream;
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int rule) {
    if (nests(rule)) {
      if (depth == TextLimits.MAX_DEPTH) {
        Token here = getCurrentToken();
        throw new TooDeep(this, here);
      }
      depth++;
    }
    super.enterRule(context, state, rule);
  }

  @Override
  public void exitRule() {
    if (nests(_ctx.getRuleIndex())) {
      depth--;
    }
    super.exitRule();
  }

  /** Reports it, unless something else was wrong just before. */
  void report(TooDeep tooDeep) {
    problems.add(
        DiagnosticCode.NESTING_TOO_DEEP,
        tooDeep.getOffendingToken(),
        "expressions are nested more than " + TextLimits.MAX_DEPTH + " levels deep",
        null);
  }

  private static boolean nests(int rule) {
    return rule == RULE_negation || rule == RULE_prefixed || rule == RULE_expression;
  }

  /** One level more than an expression may have. */
  static final class TooDeep extends InputMismatchException {
    private static final long serialVersionUID = 1L;

    TooDeep(Parser parser, Token place) {
      super(parser);
      setOffendingToken(place);
    }
  }
}
