package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;

/**
 * A comparison between literals, or {@code true} or {@code false} beside {@code and}, {@code or} or
 * {@code not}.
 */
final class ConstantTest implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.CONSTANT_TEST;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          switch (expression) {
            case ExprDecl.Binary binary when isComparison(binary) && bothConstant(binary) ->
                report(path, binary, advice);
            case ExprDecl.Binary binary when isRow(binary) -> {
              reportTruth(path, binary.left(), advice);
              reportTruth(path, binary.right(), advice);
            }
            case ExprDecl.Unary unary when unary.operator() == ExprDecl.UnaryOperator.NOT ->
                reportTruth(path, unary.operand(), advice);
            default -> {}
          }
        });
  }

  /** Whether it is made of literals alone. */
  static boolean isConstant(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Text _, ExprDecl.Decimal _, ExprDecl.Truth _ -> true;
      case ExprDecl.Name _, ExprDecl.Call _, ExprDecl.Bound _, ExprDecl.Invalid _ -> false;
      case ExprDecl.Items _, ExprDecl.Unary _, ExprDecl.Binary _, ExprDecl.Grouped _ ->
          Expressions.parts(expression).stream().allMatch(ConstantTest::isConstant);
    };
  }

  private static void reportTruth(String path, ExprDecl operand, Advice advice) {
    if (Expressions.ungrouped(operand) instanceof ExprDecl.Truth) {
      report(path, operand, advice);
    }
  }

  private static void report(String path, ExprDecl expression, Advice advice) {
    advice.add(
        expression.span(),
        path,
        Quoted.word(expression.span().text()) + " has the same outcome for every request",
        "leave it out, or compare with a field of a fact");
  }

  private static boolean bothConstant(ExprDecl.Binary binary) {
    return isConstant(binary.left()) && isConstant(binary.right());
  }

  private static boolean isRow(ExprDecl.Binary binary) {
    return binary.operator() == ExprDecl.BinaryOperator.AND
        || binary.operator() == ExprDecl.BinaryOperator.OR;
  }

  /** Comparisons and the like bind at one level. */
  private static boolean isComparison(ExprDecl.Binary binary) {
    return binary.operator().binding() == ExprDecl.BinaryOperator.EQUAL.binding();
  }
}
