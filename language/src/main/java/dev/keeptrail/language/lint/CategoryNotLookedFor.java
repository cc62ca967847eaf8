package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pattern of findings chooses by the spelling of their category and names none, so that no
 * detector looks for them on its account.
 */
final class CategoryNotLookedFor implements LintRule {
  private static final Set<BinaryOperator> NAMING =
      Set.of(BinaryOperator.EQUAL, BinaryOperator.IN, BinaryOperator.UNDER);
  private static final Set<BinaryOperator> SPELLING =
      Set.of(BinaryOperator.LIKE, BinaryOperator.MATCHES, BinaryOperator.CONTAINS);
  private static final Set<String> SPELLING_FUNCTIONS = Set.of("starts_with", "ends_with");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.CATEGORY_NOT_LOOKED_FOR;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Call call
              && call.name().text().equals(FactType.FINDING.word())) {
            check(path, call, advice);
          }
        });
  }

  private static void check(String path, ExprDecl.Call pattern, Advice advice) {
    List<Spelled> spelled = new ArrayList<>();
    List<ExprDecl> named = new ArrayList<>();
    Expressions.walk(
        pattern,
        part -> {
          if (part instanceof ExprDecl.Binary binary && isCategory(binary.left())) {
            if (NAMING.contains(binary.operator())) {
              named.add(binary);
            } else if (SPELLING.contains(binary.operator())) {
              spelled.add(new Spelled(binary, binary.operator().symbol()));
            }
          } else if (part instanceof ExprDecl.Call call
              && SPELLING_FUNCTIONS.contains(call.name().text())
              && call.arguments().stream().anyMatch(CategoryNotLookedFor::isCategory)) {
            spelled.add(new Spelled(call, call.name().text()));
          }
        });
    if (named.isEmpty()) {
      for (Spelled test : spelled) {
        advice.add(
            test.expression().span(),
            path,
            "no detector looks for what " + Quoted.word(test.word()) + " says of a category",
            "name categories with `under`, `==` or `in`, such as `category under \"pii\"`: only"
                + " what a rule names is looked for");
      }
    }
  }

  private static boolean isCategory(ExprDecl expression) {
    return Expressions.isField(expression, "category");
  }

  private record Spelled(ExprDecl expression, String word) {}
}
