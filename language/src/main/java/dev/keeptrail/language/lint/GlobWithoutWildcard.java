package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code like} on a text field with a glob that has neither {@code *} nor {@code ?}. Not where
 * {@link ToolNameAsWritten} has better advice.
 */
final class GlobWithoutWildcard implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.GLOB_WITHOUT_WILDCARD;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Set<ExprDecl> toolNames =
        RestrictingTests.of(pack).stream()
            .filter(RestrictingTests.Test::wantsAnyForm)
            .map(RestrictingTests.Test::binary)
            .collect(Collectors.toSet());
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && !toolNames.contains(binary)
              && binary.operator() == ExprDecl.BinaryOperator.LIKE
              && Expressions.isPlainField(binary.left())
              && binary.right() instanceof ExprDecl.Text text
              && text.value().indexOf('*') < 0
              && text.value().indexOf('?') < 0) {
            advice.add(
                text.span(),
                path,
                "glob " + Quoted.word(text.value()) + " has no wildcard",
                "write `==`, which means the same and can be looked up; or add `*`",
                OperatorEdit.replace(binary, "==").orElse(null));
          }
        });
  }
}
