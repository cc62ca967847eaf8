package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same condition twice in one row of {@code and} or of {@code or}. */
final class RepeatedOperand implements LintRule {
  private static final Set<ExprDecl.BinaryOperator> ROWS =
      Set.of(ExprDecl.BinaryOperator.AND, ExprDecl.BinaryOperator.OR);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REPEATED_OPERAND;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (Expressions.Written written : Expressions.of(pack)) {
      Set<ExprDecl> insideRows = new HashSet<>();
      Expressions.walk(
          written.root(),
          expression -> {
            if (expression instanceof ExprDecl.Binary row
                && ROWS.contains(row.operator())
                && !insideRows.contains(row)) {
              List<Operand> operands = new ArrayList<>();
              collect(row.operator(), row, 0, operands, insideRows);
              check(written.path(), operands, advice);
            }
          });
    }
  }

  private static void collect(
      ExprDecl.BinaryOperator operator,
      ExprDecl expression,
      int gapStart,
      List<Operand> operands,
      Set<ExprDecl> inside) {
    if (expression instanceof ExprDecl.Binary row && row.operator() == operator) {
      inside.add(row);
      collect(operator, row.left(), gapStart, operands, inside);
      collect(operator, row.right(), row.left().span().end(), operands, inside);
    } else {
      operands.add(new Operand(expression, gapStart));
    }
  }

  private static void check(String path, List<Operand> operands, Advice advice) {
    Map<String, ExprDecl> seen = new HashMap<>();
    for (Operand operand : operands) {
      ExprDecl first = seen.putIfAbsent(Outline.of(operand.expression()), operand.expression());
      if (first != null && !(operand.expression() instanceof ExprDecl.Bound)) {
        Span place = operand.expression().span();
        var removed =
            new Span(place.source(), operand.gapStart(), place.end() - operand.gapStart());
        advice.add(
            place,
            path,
            "the same condition stands here twice",
            "leave one out",
            isPlainRow(operand) ? new Fix("Remove it", List.of(new TextEdit(removed, ""))) : null,
            new RelatedPlace(first.span(), "the first one"));
      }
    }
  }

  /** Whether only the operator stands between it and what comes before. */
  private static boolean isPlainRow(Operand operand) {
    Span place = operand.expression().span();
    String gap = place.source().text().substring(operand.gapStart(), place.offset()).strip();
    return gap.equals("and") || gap.equals("or");
  }

  /**
   * One condition of the row.
   *
   * @param gapStart where the condition before it ends
   */
  private record Operand(ExprDecl expression, int gapStart) {}
}
