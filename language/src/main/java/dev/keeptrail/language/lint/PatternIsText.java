package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ExprDecl;

/** {@code matches} on a text field with a pattern that has nothing variable in it. */
final class PatternIsText implements LintRule {
  private static final String SPECIAL = "\\.[](){}*+?^$|";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.PATTERN_IS_TEXT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && binary.operator() == ExprDecl.BinaryOperator.MATCHES
              && Expressions.isPlainField(binary.left())
              && binary.right() instanceof ExprDecl.Text text
              && isPlain(text.value())) {
            report(path, binary, text, advice);
          }
        });
  }

  private static void report(
      String path, ExprDecl.Binary binary, ExprDecl.Text text, Advice advice) {
    advice.add(
        text.span(),
        path,
        "pattern " + Quoted.word(text.value()) + " has nothing variable in it",
        "write `contains`, which means the same and is faster",
        OperatorEdit.replace(binary, "contains").orElse(null));
  }

  private static boolean isPlain(String regex) {
    return !regex.isEmpty() && regex.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }
}
