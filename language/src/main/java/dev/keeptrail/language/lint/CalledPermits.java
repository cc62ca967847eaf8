package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;

/** A rule that restricts leaves out whatever can be read as a name, which is more than the name. */
final class CalledPermits implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.CALLED_PERMITS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (RestrictingTests.Test test : RestrictingTests.of(pack)) {
      if (test.negated() && test.binary().operator() == BinaryOperator.CALLED) {
        advice.add(
            test.binary().span(),
            test.path(),
            "`called` behind `not` lets pass what can be read as the name, of any server",
            "compare what may pass as it is written: `==`, `in` or `like`");
      }
    }
  }
}
