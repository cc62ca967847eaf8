package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;

/** A pack of version 1.0.0 or later has no tests, neither inside nor beside it. */
final class NoTests implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NO_TESTS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    boolean none =
        pack.options().tests() == LintOptions.TestsBeside.NONE
            && pack.own().tests().isEmpty()
            && pack.own().testing() == null;
    if (none && !pack.plan().pack().version().startsWith("0.")) {
      advice.add(
          PackField.place(pack, "version"),
          "pack.version",
          "version " + Quoted.word(pack.plan().pack().version()) + " has no tests",
          "write what it must refuse and what it must let through into `tests/`");
    }
  }
}
