package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;

/** The operators that make numbers of numbers. */
final class Calculations {
  private final ExpressionChecker expressions;

  Calculations(ExpressionChecker expressions) {
    this.expressions = expressions;
  }

  static boolean isNumeric(Typed typed) {
    return typed.type() == FieldType.NUMBER || typed.isJson();
  }

  Typed negate(ExprDecl.Unary unary, Typed operand, Place place) {
    if (!numeric(operand, unary.operand().span(), "-", place)) {
      return Typed.POISON;
    }
    return operand.constant().orElse(null) instanceof Value.Decimal(double number)
        ? Typed.number(-number)
        : Typed.of(new Expr.Negate(operand.expr()), FieldType.NUMBER);
  }

  Typed calculate(Arithmetic operation, ExprDecl.Binary binary, Place place, int depth) {
    Typed left = expressions.check(binary.left(), place, null, depth + 1);
    Typed right = expressions.check(binary.right(), place, null, depth + 1);
    boolean numbers = numeric(left, binary.left().span(), operation.symbol(), place);
    numbers &= numeric(right, binary.right().span(), operation.symbol(), place);
    if (!numbers) {
      return Typed.POISON;
    }
    if (left.constant().orElse(null) instanceof Value.Decimal(double a)
        && right.constant().orElse(null) instanceof Value.Decimal(double b)) {
      double result = Folding.calculate(operation, a, b);
      return Double.isFinite(result) ? Typed.number(result) : notFinite(binary, b, place);
    }
    return Typed.of(new Expr.Calculate(operation, left.expr(), right.expr()), FieldType.NUMBER);
  }

  private Typed notFinite(ExprDecl.Binary binary, double right, Place place) {
    return expressions.report(
        DiagnosticCode.NO_FINITE_RESULT,
        binary.span(),
        place,
        right == 0 ? "this divides by zero" : "the result is too large",
        null);
  }

  /** False when the operand is no number, which is reported unless it was before. */
  private boolean numeric(Typed operand, Span span, String symbol, Place place) {
    if (operand.poisoned() || isNumeric(operand)) {
      return !operand.poisoned();
    }
    expressions.report(
        DiagnosticCode.WRONG_OPERAND,
        span,
        place,
        Quoted.word(symbol) + " needs numbers, not " + Wording.a(operand.type()),
        operand.isText() && symbol.equals("+") ? "texts meet in templates: `\"{a}{b}\"`" : null);
    return false;
  }
}
