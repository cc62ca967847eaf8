package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import dev.keeptrail.language.tree.ExprDecl.NamePart;
import dev.keeptrail.language.tree.ExprDecl.UnaryOperator;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * Makes an expression of the parser's contexts. Runs of operators are taken in loops; what is left
 * to recursion, the parser has bounded.
 */
final class ExpressionBuilder {
  private static final int MAX_INDEX_DIGITS = 9;

  private final Nodes nodes;
  private final PackParser.ExpressionContext whole;
  private int operators;

  private ExpressionBuilder(Nodes nodes, PackParser.ExpressionContext whole) {
    this.nodes = nodes;
    this.whole = whole;
  }

  /** The expression; {@link ExprDecl.Invalid} in its place when it is larger than the bounds. */
  static ExprDecl build(Nodes nodes, PackParser.ExpressionContext context) {
    ExpressionBuilder builder = new ExpressionBuilder(nodes, context);
    ExprDecl built = builder.run(context);
    return builder.operators > TextLimits.MAX_OPERATORS
        ? new ExprDecl.Invalid(nodes.span(context))
        : built;
  }

  /** Operands with operators between them; those of one run bind from the left. */
  private ExprDecl run(ParserRuleContext context) {
    List<ParseTree> children = context.children;
    ExprDecl left = operand(children.getFirst());
    for (int i = 2; i < children.size() && countOperator(); i += 2) {
      BinaryOperator operator = Operators.binary(children.get(i - 1));
      ExprDecl right = operand(children.get(i));
      left = new ExprDecl.Binary(join(left.span(), right.span()), operator, left, right);
    }
    return left;
  }

  private Span join(Span first, Span last) {
    int length = last.end() - first.offset();
    return length < 0 ? first : new Span(first.source(), first.offset(), length);
  }

  private boolean countOperator() {
    operators++;
    if (operators == TextLimits.MAX_OPERATORS + 1) {
      nodes
          .problems()
          .add(
              DiagnosticCode.TOO_MANY_VALUES,
              nodes.span(whole.getStart()),
              "an expression has more than " + TextLimits.MAX_OPERATORS + " operators",
              "divide it into definitions, or write `in [...]` for many alternatives");
    }
    return operators <= TextLimits.MAX_OPERATORS;
  }

  private ExprDecl operand(ParseTree tree) {
    return switch (tree) {
      case PackParser.InversionContext inversion -> inversion(inversion);
      case PackParser.UnaryContext unary -> unary(unary);
      case PackParser.ComparisonContext comparison -> comparison(comparison);
      case ParserRuleContext other -> run(other);
      default -> throw new IllegalStateException("no operand: " + tree.getClass());
    };
  }

  private ExprDecl inversion(PackParser.InversionContext context) {
    PackParser.NegationContext negation = context.negation();
    if (negation == null) {
      return comparison(context.comparison());
    }
    ExprDecl operand = inversion(negation.inversion());
    return new ExprDecl.Unary(nodes.span(negation), UnaryOperator.NOT, operand);
  }

  private ExprDecl comparison(PackParser.ComparisonContext context) {
    if (context.children.size() > 3) {
      ParserRuleContext second = (ParserRuleContext) context.children.get(3);
      nodes
          .problems()
          .add(
              DiagnosticCode.CHAINED_COMPARISON,
              nodes.span(second),
              "a comparison cannot be compared with " + Quoted.word(second.getStart().getText()),
              "join two comparisons with `and`");
      return new ExprDecl.Invalid(nodes.span(context));
    }
    return run(context);
  }

  private ExprDecl unary(PackParser.UnaryContext context) {
    PackParser.PrefixedContext prefixed = context.prefixed();
    if (prefixed == null) {
      return primary(context.primary());
    }
    boolean exists = prefixed.getStart().getType() == PackParser.EXISTS;
    return new ExprDecl.Unary(
        nodes.span(prefixed),
        exists ? UnaryOperator.EXISTS : UnaryOperator.NEGATE,
        unary(prefixed.unary()));
  }

  private ExprDecl primary(PackParser.PrimaryContext context) {
    Span span = nodes.span(context);
    if (!nodes.count(context.getStart())) {
      return new ExprDecl.Invalid(span);
    }
    if (context.named() != null) {
      return named(context.named());
    }
    if (context.list() != null) {
      nodes.checkCommas(context.list());
      return new ExprDecl.Items(span, all(context.list().expression()));
    }
    if (context.expression() != null) {
      return new ExprDecl.Grouped(span, run(context.expression()));
    }
    return literal(span, context);
  }

  private ExprDecl literal(Span span, PackParser.PrimaryContext context) {
    Token token = context.getStart();
    if (Nodes.isBroken(token)) {
      return new ExprDecl.Invalid(span);
    }
    if (context.text() != null) {
      return new ExprDecl.Text(span, Nodes.value(context.text()));
    }
    return token.getType() == PackParser.NUMBER
        ? new ExprDecl.Decimal(span, Numbers.decimal(token.getText()))
        : new ExprDecl.Truth(span, token.getType() == PackParser.TRUE);
  }

  private List<ExprDecl> all(List<PackParser.ExpressionContext> contexts) {
    List<ExprDecl> built = new ArrayList<>(contexts.size());
    contexts.forEach(context -> built.add(run(context)));
    return built;
  }

  private ExprDecl named(PackParser.NamedContext context) {
    NameDecl name = nodes.name(context.name(), "");
    if (context.bound() != null) {
      return new ExprDecl.Bound(nodes.span(context), name, bound(context.bound()));
    }
    if (context.arguments() != null) {
      return call(nodes.span(context), name, context.arguments());
    }
    return path(nodes.span(context), context.name(), context.pathStep());
  }

  private ExprDecl bound(PackParser.BoundContext context) {
    NameDecl name = nodes.name(context.name(), "");
    return context.arguments() == null
        ? path(nodes.span(context), context.name(), List.of())
        : call(nodes.span(context), name, context.arguments());
  }

  private ExprDecl call(Span span, NameDecl name, PackParser.ArgumentsContext arguments) {
    nodes.checkCommas(arguments);
    return new ExprDecl.Call(span, name, all(arguments.expression()));
  }

  private ExprDecl path(
      Span span, PackParser.NameContext name, List<PackParser.PathStepContext> steps) {
    List<NamePart> parts = new ArrayList<>();
    parts.add(new NamePart.Member(nodes.span(name), name.getStart().getText()));
    for (PackParser.PathStepContext step : steps) {
      NamePart part = part(step);
      if (part == null || !nodes.count(step.getStart())) {
        return new ExprDecl.Invalid(span);
      }
      parts.add(part);
    }
    return new ExprDecl.Name(span, parts);
  }

  /** One step; null when it was reported. */
  private @Nullable NamePart part(PackParser.PathStepContext step) {
    PackParser.KeyPartContext key = step.keyPart();
    if (key == null) {
      return element(step);
    }
    if (Nodes.isBroken(key.getStart())) {
      return null;
    }
    return new NamePart.Member(nodes.span(key), ((PackToken) key.getStart()).value());
  }

  private @Nullable NamePart element(PackParser.PathStepContext step) {
    Token number = step.NUMBER().getSymbol();
    String digits = number.getText();
    if (Nodes.isBroken(number)) {
      return null;
    }
    boolean index =
        digits.length() <= MAX_INDEX_DIGITS && digits.chars().allMatch(Character::isDigit);
    if (!index) {
      nodes
          .problems()
          .add(
              DiagnosticCode.INVALID_NUMBER,
              number,
              Quoted.word(digits) + " is no index",
              "elements of a list are counted from 0 by whole numbers");
      return null;
    }
    return new NamePart.Element(nodes.span(step), Integer.parseInt(digits));
  }
}
