package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.TextDecl;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** What the builders share: places, names, texts, and the count of what they build. */
final class Nodes {
  private final SyntaxProblems problems;
  private int values;

  Nodes(SyntaxProblems problems) {
    this.problems = problems;
  }

  SyntaxProblems problems() {
    return problems;
  }

  Span span(ParserRuleContext context) {
    return span(context.getStart(), context.getStop());
  }

  Span span(Token token) {
    return span(token, token);
  }

  Span span(Token first, @Nullable Token last) {
    int from = first.getStartIndex();
    return problems.span(from, last == null ? from : Math.max(from, last.getStopIndex() + 1));
  }

  /** A place without length after a part. */
  Span endOf(ParserRuleContext context) {
    int end = context.getStop().getStopIndex() + 1;
    return problems.span(end, end);
  }

  NameDecl name(ParserRuleContext context, String path) {
    return new NameDecl(span(context), path, context.getStart().getText());
  }

  TextDecl text(PackParser.TextContext context) {
    return new TextDecl(span(context), value(context));
  }

  /** The text, or null when there is none or it was reported as broken. */
  @Nullable TextDecl soundText(PackParser.@Nullable TextContext context) {
    return context == null || isBroken(context.getStart()) ? null : text(context);
  }

  static String value(ParserRuleContext context) {
    return ((PackToken) context.getStart()).value();
  }

  static boolean isBroken(Token token) {
    return ((PackToken) token).isReported();
  }

  /** Counts a setting or a node; false once there are too many, which is reported once. */
  boolean count(Token place) {
    values++;
    if (values == TextLimits.MAX_VALUES + 1) {
      problems.add(
          DiagnosticCode.TOO_MANY_VALUES,
          place,
          "the source holds more than " + TextLimits.MAX_VALUES + " values",
          null);
    }
    return values <= TextLimits.MAX_VALUES;
  }

  /** Reports commas that follow each other, which the grammar lets pass. */
  void checkCommas(ParserRuleContext list) {
    List<ParseTree> children = list.children;
    for (int i = 1; i < children.size(); i++) {
      if (isComma(children.get(i)) && isComma(children.get(i - 1))) {
        problems.add(
            DiagnosticCode.UNEXPECTED_SIGN,
            ((TerminalNode) children.get(i)).getSymbol(),
            "expected an element, found " + Quoted.word(","),
            null);
      }
    }
  }

  private static boolean isComma(ParseTree child) {
    return child instanceof TerminalNode node && node.getSymbol().getType() == PackParser.COMMA;
  }
}
