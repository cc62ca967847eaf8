package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code not} directly before another {@code not}, brackets aside. */
final class DoubleNegation implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.DOUBLE_NEGATION;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          ExprDecl outer = negated(expression);
          ExprDecl inner = outer == null ? null : negated(Expressions.ungrouped(outer));
          if (inner != null) {
            advice.add(
                expression.span(),
                path,
                "two `not` cancel each other",
                "leave out both",
                isPlain(expression, inner) ? fix(expression, inner) : null);
          }
        });
  }

  /** Whether the parts have places of their own, which escapes in a scalar may take from them. */
  private static boolean isPlain(ExprDecl whole, ExprDecl inner) {
    return whole.span().text().startsWith("not") && whole.span().length() > inner.span().length();
  }

  /** Keeps brackets around what is left, so that nothing binds differently. */
  private static Fix fix(ExprDecl whole, ExprDecl inner) {
    boolean plain = inner instanceof ExprDecl.Call || inner instanceof ExprDecl.Grouped;
    String text = plain ? inner.span().text() : "(" + inner.span().text() + ")";
    return new Fix("Remove both `not`", List.of(new TextEdit(whole.span(), text)));
  }

  private static @Nullable ExprDecl negated(ExprDecl expression) {
    return expression instanceof ExprDecl.Unary unary
            && unary.operator() == ExprDecl.UnaryOperator.NOT
        ? unary.operand()
        : null;
  }
}
