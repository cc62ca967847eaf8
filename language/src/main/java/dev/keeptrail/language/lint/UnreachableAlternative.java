package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.rule.Alternative;
import java.util.List;

/** One alternative of a rule asks for a fact that cannot be, while another one does not. */
final class UnreachableAlternative implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNREACHABLE_ALTERNATIVE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      List<Alternative> alternatives = written.rule().alternatives();
      if (alternatives.stream().anyMatch(a -> ImpossibleAlternatives.in(a).isEmpty())) {
        for (Alternative alternative : alternatives) {
          ImpossibleAlternatives.in(alternative)
              .ifPresent(impossible ->
                  advice.add(
                      written.place(alternative, impossible.condition()),
                      written.path(),
                      "this alternative can never hold: " + impossible.message(),
                      "the tests on that field exclude each other"));
        }
      }
    }
  }
}
