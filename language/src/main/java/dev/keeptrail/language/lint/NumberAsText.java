package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.List;
import java.util.Set;

/** A value out of JSON is compared with a text that holds nothing but a number. */
final class NumberAsText implements LintRule {
  private static final Set<ExprDecl.BinaryOperator> COMPARISONS =
      Set.of(
          ExprDecl.BinaryOperator.EQUAL,
          ExprDecl.BinaryOperator.NOT_EQUAL,
          ExprDecl.BinaryOperator.LESS,
          ExprDecl.BinaryOperator.AT_MOST,
          ExprDecl.BinaryOperator.MORE,
          ExprDecl.BinaryOperator.AT_LEAST);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NUMBER_AS_TEXT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && COMPARISONS.contains(binary.operator())) {
            check(path, binary.left(), binary.right(), advice);
            check(path, binary.right(), binary.left(), advice);
          }
        });
  }

  private static void check(String path, ExprDecl json, ExprDecl text, Advice advice) {
    if (Expressions.isJsonPath(json)
        && Expressions.ungrouped(text) instanceof ExprDecl.Text number
        && number.value().matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?")) {
      advice.add(
          number.span(),
          path,
          Quoted.word(json.span().text())
              + " is compared with the text "
              + Quoted.word(number.value()),
          "a number in JSON never equals a text; leave out the quotes unless texts are sent",
          isQuoted(number) ? fix(number) : null);
    }
  }

  private static boolean isQuoted(ExprDecl.Text number) {
    String written = number.span().text();
    return written.equals('"' + number.value() + '"') || written.equals("'" + number.value() + "'");
  }

  private static Fix fix(ExprDecl.Text number) {
    var edit = new TextEdit(number.span(), number.value());
    return new Fix("Leave out the quotes", List.of(edit), false);
  }
}
