package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.HashSet;
import java.util.Set;

/**
 * A rule that refuses, masks or rewrites asks whether a value out of JSON differs from something,
 * outside of any {@code not}, and nowhere whether the value is there: a call that leaves it out
 * passes.
 */
final class MissingValuePasses implements LintRule {
  private static final Set<String> RESTRICTING = Set.of("block", "escalate", "redact", "rewrite");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.MISSING_VALUE_PASSES;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        for (RuleDecl rule : policy.rules()) {
          if (RESTRICTING.contains(rule.then().verb().text())) {
            String path = "policy." + policy.name().text() + ".rules." + rule.name().text();
            check(path, rule.when(), present(rule.when()), advice);
          }
        }
      }
    }
  }

  private static void check(String path, ExprDecl at, Set<String> present, Advice advice) {
    switch (at) {
      case ExprDecl.Unary unary when unary.operator() == ExprDecl.UnaryOperator.NOT -> {}
      case ExprDecl.Binary binary when differs(binary) -> {
        ExprDecl value = binary.left();
        if (Expressions.isJsonPath(value) && !present.contains(Outline.of(value))) {
          String name = value.span().text();
          advice.add(
              binary.span(),
              path,
              "the rule does not hold when " + Quoted.word(name) + " is missing",
              "write `not exists " + name + " or ...`, or `exists " + name + " and ...` to say so");
        }
      }
      default -> Expressions.parts(at).forEach(part -> check(path, part, present, advice));
    }
  }

  private static boolean differs(ExprDecl.Binary binary) {
    return binary.operator() == ExprDecl.BinaryOperator.NOT_EQUAL
        || binary.operator() == ExprDecl.BinaryOperator.NOT_IN;
  }

  /** What the rule asks the presence of. */
  private static Set<String> present(ExprDecl when) {
    Set<String> names = new HashSet<>();
    Expressions.walk(
        when,
        expression -> {
          if (expression instanceof ExprDecl.Unary unary
              && unary.operator() == ExprDecl.UnaryOperator.EXISTS) {
            names.add(Outline.of(unary.operand()));
          }
        });
    return names;
  }
}
