package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import java.util.List;
import java.util.Map;

/**
 * {@code ==}, {@code in} or their opposites with a category that only stands for those below it. No
 * finding is of just that one.
 */
final class BroadCategoryCompared implements LintRule {
  private static final Map<BinaryOperator, String> BETTER =
      Map.of(
          BinaryOperator.EQUAL, "category under …",
          BinaryOperator.IN, "category under […]",
          BinaryOperator.NOT_EQUAL, "not (category under …)",
          BinaryOperator.NOT_IN, "not (category under […])");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.BROAD_CATEGORY_COMPARED;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<String> reported = pack.schema().categories();
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && BETTER.containsKey(binary.operator())
              && Expressions.isField(binary.left(), "category")) {
            for (ExprDecl.Text text : Expressions.texts(binary.right())) {
              if (isBroad(text.value(), reported)) {
                report(path, binary, text, advice);
              }
            }
          }
        });
  }

  private static void report(
      String path, ExprDecl.Binary binary, ExprDecl.Text text, Advice advice) {
    boolean negated =
        binary.operator() == BinaryOperator.NOT_EQUAL || binary.operator() == BinaryOperator.NOT_IN;
    advice.add(
        text.span(),
        path,
        "no finding is just " + Quoted.word(text.value()) + ": each has a category below it",
        "write `" + BETTER.get(binary.operator()) + "`, which means those below it too",
        negated
            ? null
            : OperatorEdit.replace(binary, BinaryOperator.UNDER.symbol())
                // It finds more, so that somebody has to say yes to it.
                .map(fix -> new Fix(fix.title(), fix.edits(), false))
                .orElse(null));
  }

  private static boolean isBroad(String category, List<String> reported) {
    return !reported.contains(category)
        && reported.stream().anyMatch(known -> known.startsWith(category + "."));
  }
}
