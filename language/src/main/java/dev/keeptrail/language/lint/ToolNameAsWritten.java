package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import java.util.Set;

/** A rule that restricts compares a tool's name as it is written, which clients do not. */
final class ToolNameAsWritten implements LintRule {
  /** The operators that are reported. */
  static final Set<BinaryOperator> LITERAL =
      Set.of(BinaryOperator.EQUAL, BinaryOperator.IN, BinaryOperator.LIKE);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.TOOL_NAME_AS_WRITTEN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (RestrictingTests.Test test : RestrictingTests.of(pack)) {
      if (test.wantsAnyForm() && LITERAL.contains(test.binary().operator())) {
        advice.add(
            test.binary().span(),
            test.path(),
            "a tool called by another form of its name passes",
            "write `called`, which reads names in every way in which clients do",
            OperatorEdit.replace(test.binary(), BinaryOperator.CALLED.symbol())
                // It finds more, so that somebody has to say yes to it.
                .map(fix -> new Fix(fix.title(), fix.edits(), false))
                .orElse(null));
      }
    }
  }
}
