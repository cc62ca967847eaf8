package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pattern of findings that names no category, so that no detector looks for them on its account:
 * one that chooses by how categories are spelled, or any in a pack that looks for nothing at all.
 */
final class CategoryNotLookedFor implements LintRule {
  private static final Set<BinaryOperator> NAMING =
      Set.of(BinaryOperator.EQUAL, BinaryOperator.IN, BinaryOperator.UNDER);
  private static final Set<BinaryOperator> SPELLING =
      Set.of(
          BinaryOperator.EQUAL,
          BinaryOperator.IN,
          BinaryOperator.LIKE,
          BinaryOperator.MATCHES,
          BinaryOperator.CONTAINS);
  private static final Set<String> FUNCTIONS = Set.of("starts_with", "ends_with");

  /** Kinds that look for nothing of their own. */
  private static final Set<String> BLIND = Set.of(PolicyDecl.RULES, Kinds.AUDIT_LOGGER);

  private static final String HINT =
      "name categories with `under`, `==` or `in`, such as `category under \"pii\"`: only what a"
          + " rule names is looked for";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.CATEGORY_NOT_LOOKED_FOR;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<Asked> patterns = new ArrayList<>();
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Call call
              && call.name().text().equals(FactType.FINDING.word())) {
            patterns.add(Asked.of(path, call));
          }
        });
    patterns.stream().filter(asked -> !asked.named()).forEach(asked -> spelled(asked, advice));
    if (looksForNothing(pack)) {
      patterns.stream()
          .filter(asked -> asked.spelled().isEmpty())
          .forEach(asked ->
              advice.add(
                  asked.pattern().span(),
                  asked.path(),
                  "nothing in this pack looks for anything, so that there is never such a finding",
                  HINT));
    }
  }

  private static void spelled(Asked asked, Advice advice) {
    for (Spelled test : asked.spelled()) {
      advice.add(
          test.expression().span(),
          asked.path(),
          "no detector looks for what " + Quoted.word(test.word()) + " says of a category",
          HINT);
    }
  }

  private static boolean looksForNothing(LintedPack pack) {
    List<ExprDecl> named = new ArrayList<>();
    Expressions.walk(
        pack,
        (path, part) -> {
          if (part instanceof ExprDecl.Binary test && Asked.names(test)) {
            named.add(test);
          }
        });
    return named.isEmpty()
        && pack.plan().chain().stream()
            .allMatch(policy ->
                BLIND.contains(policy.kind())
                    && !lists(policy, "patterns")
                    && !lists(policy, "terms"));
  }

  private static boolean lists(PolicyPlan policy, String setting) {
    return PlanSettings.value(policy, setting)
        .filter(value -> value instanceof PlanValue.Mapping map && !map.entries().isEmpty())
        .isPresent();
  }

  private static boolean isCategory(ExprDecl expression) {
    return Expressions.isField(expression, "category");
  }

  private static boolean mentionsCategory(ExprDecl expression) {
    List<ExprDecl> found = new ArrayList<>();
    Expressions.walk(
        expression,
        part -> {
          if (isCategory(part)) {
            found.add(part);
          }
        });
    return !found.isEmpty();
  }

  /** A pattern, whether it names categories, and where it asks how they are spelled. */
  private record Asked(String path, ExprDecl.Call pattern, boolean named, List<Spelled> spelled) {
    static Asked of(String path, ExprDecl.Call pattern) {
      List<Spelled> spelled = new ArrayList<>();
      List<ExprDecl> named = new ArrayList<>();
      Expressions.walk(
          pattern,
          part -> {
            if (part instanceof ExprDecl.Binary test && names(test)) {
              named.add(test);
            } else if (part instanceof ExprDecl.Binary test
                && SPELLING.contains(test.operator())
                && (mentionsCategory(test.left()) || mentionsCategory(test.right()))) {
              spelled.add(new Spelled(test, test.operator().symbol()));
            } else if (part instanceof ExprDecl.Call call
                && FUNCTIONS.contains(call.name().text())
                && call.arguments().stream().anyMatch(CategoryNotLookedFor::isCategory)) {
              spelled.add(new Spelled(call, call.name().text()));
            }
          });
      return new Asked(path, pattern, !named.isEmpty(), List.copyOf(spelled));
    }

    private static boolean names(ExprDecl.Binary test) {
      return NAMING.contains(test.operator())
          && (isCategory(test.left())
              || (test.operator() == BinaryOperator.EQUAL && isCategory(test.right())));
    }
  }

  private record Spelled(ExprDecl expression, String word) {}
}
