package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;

/** The {@code or}s of a rule multiply to more than 16 alternatives. */
final class ManyAlternatives implements LintRule {
  private static final int MANY = 16;

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.MANY_ALTERNATIVES;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      int count = written.rule().alternatives().size();
      if (count > MANY) {
        advice.add(
            written.name(),
            written.path(),
            Quoted.word(written.rule().name()) + " has " + count + " alternatives",
            "write `in [...]` for an `or` over one field, or split the rule");
      }
    }
  }
}
