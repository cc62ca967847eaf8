package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.Set;

/** Both sides of a comparison are the same expression. */
final class SelfComparison implements LintRule {
  private static final Set<ExprDecl.BinaryOperator> COMPARISONS =
      Set.of(
          ExprDecl.BinaryOperator.EQUAL,
          ExprDecl.BinaryOperator.NOT_EQUAL,
          ExprDecl.BinaryOperator.LESS,
          ExprDecl.BinaryOperator.AT_MOST,
          ExprDecl.BinaryOperator.MORE,
          ExprDecl.BinaryOperator.AT_LEAST,
          ExprDecl.BinaryOperator.CONTAINS);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.SELF_COMPARISON;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && COMPARISONS.contains(binary.operator())
              && !ConstantTest.isConstant(binary.left())
              && Outline.of(binary.left()).equals(Outline.of(binary.right()))) {
            advice.add(
                binary.span(),
                path,
                Quoted.word(binary.left().span().text()) + " is compared with itself",
                "one of the sides was meant to be something else");
          }
        });
  }
}
