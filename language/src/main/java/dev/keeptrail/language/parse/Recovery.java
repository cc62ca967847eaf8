package dev.keeptrail.language.parse;

import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Goes on after a problem. No token is invented or dropped to repair a line: the smallest part that
 * can be left out is skipped to its end, and marked by its context's exception. Relies on balanced
 * brackets.
 */
final class Recovery extends DefaultErrorStrategy {
  /** Parts that can be left out without spoiling what surrounds them. */
  private static final Set<Integer> PARTS =
      Set.of(
          PackParser.RULE_packFile,
          PackParser.RULE_item,
          PackParser.RULE_defined,
          PackParser.RULE_chainEntry,
          PackParser.RULE_policyEntry,
          PackParser.RULE_entry,
          PackParser.RULE_ruleItem,
          PackParser.RULE_whenPart,
          PackParser.RULE_thenPart,
          PackParser.RULE_given,
          PackParser.RULE_expectation,
          PackParser.RULE_loneExpression);

  /** Rules that repeat parts, and go on with the next one where something else stands. */
  private static final Set<Integer> LISTS =
      Set.of(
          PackParser.RULE_packFile,
          PackParser.RULE_block,
          PackParser.RULE_chainItem,
          PackParser.RULE_policyBody,
          PackParser.RULE_testBody);

  private final UnexpectedSigns reporter;

  Recovery(UnexpectedSigns reporter) {
    this.reporter = reporter;
  }

  @Override
  public void reportError(Parser parser, RecognitionException problem) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    if (problem instanceof BoundedParser.TooDeep tooDeep) {
      ((BoundedParser) parser).report(tooDeep);
    } else {
      reporter.report(parser, problem);
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException problem) {
    ParserRuleContext part = parser.getContext();
    if (!PARTS.contains(part.getRuleIndex())) {
      throw problem;
    }
    new PartEnd(parser.getTokenStream(), part).skip(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw mismatch(parser);
  }

  @Override
  public void reportMatch(Parser parser) {
    super.reportMatch(parser);
    forgetWhatWasPossible();
  }

  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    IntervalSet next = parser.getATN().nextTokens(state);
    int found = parser.getTokenStream().LA(1);
    if (next.contains(found)) {
      forgetWhatWasPossible();
    } else if (next.contains(Token.EPSILON)) {
      rememberWhatWasPossible(parser);
    } else if (isListLoop(parser, state)) {
      skipInList(parser, next);
    } else {
      throw mismatch(parser);
    }
  }

  private InputMismatchException mismatch(Parser parser) {
    return nextTokensContext == null
        ? new InputMismatchException(parser)
        : new InputMismatchException(parser, nextTokensState, nextTokensContext);
  }

  /** WHY: where a part could end, too, what could have gone on there is still worth telling. */
  private void rememberWhatWasPossible(Parser parser) {
    if (nextTokensContext == null) {
      nextTokensContext = parser.getContext();
      nextTokensState = parser.getState();
    }
  }

  private void forgetWhatWasPossible() {
    nextTokensContext = null;
    nextTokensState = ATNState.INVALID_STATE_NUMBER;
  }

  private static boolean isListLoop(Parser parser, ATNState state) {
    boolean loop =
        state.getStateType() == ATNState.STAR_LOOP_ENTRY
            || state.getStateType() == ATNState.STAR_LOOP_BACK;
    return loop && LISTS.contains(parser.getContext().getRuleIndex());
  }

  private void skipInList(Parser parser, IntervalSet next) {
    InputMismatchException problem = mismatch(parser);
    forgetWhatWasPossible();
    reportError(parser, problem);
    ParserRuleContext list = parser.getContext();
    list.exception = problem;
    new PartEnd(parser.getTokenStream(), list).skipTo(parser, next);
  }
}
