package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.List;

/** A rule gives a fact a name and never uses the name. */
final class UnusedBinding implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNUSED_BINDING;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        for (RuleDecl rule : policy.rules()) {
          check("policy." + policy.name().text() + ".rules." + rule.name().text(), rule, advice);
        }
      }
    }
  }

  private static void check(String path, RuleDecl rule, Advice advice) {
    NamesInUse used = NamesInUse.of(rule);
    Expressions.walk(
        rule.when(),
        expression -> {
          if (expression instanceof ExprDecl.Bound bound
              && !used.contains(bound.binding().text())) {
            advice.add(
                bound.binding().span(),
                path,
                "nothing uses the binding " + Quoted.word(bound.binding().text()),
                "leave out the name and the colon",
                bound.binding().span().text().equals(bound.binding().text()) ? fix(bound) : null);
          }
        });
  }

  private static Fix fix(ExprDecl.Bound bound) {
    Span name = bound.binding().span();
    int length = bound.pattern().span().offset() - name.offset();
    var removed = new Span(name.source(), name.offset(), length);
    return new Fix("Leave out the name", List.of(new TextEdit(removed, "")));
  }
}
