package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Alternative;
import java.util.List;

/** Every alternative of a rule asks for a fact that cannot be. */
final class RuleNeverFires implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.RULE_NEVER_FIRES;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      List<Alternative> alternatives = written.rule().alternatives();
      if (alternatives.stream().allMatch(a -> ImpossibleAlternatives.in(a).isPresent())) {
        var impossible = ImpossibleAlternatives.in(alternatives.getFirst()).orElseThrow();
        advice.add(
            written.place(alternatives.getFirst(), impossible.condition()),
            written.path(),
            Quoted.word(written.rule().name()) + " can never fire: " + impossible.message(),
            "the tests on that field exclude each other");
      }
    }
  }
}
