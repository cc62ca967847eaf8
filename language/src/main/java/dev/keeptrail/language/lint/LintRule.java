package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;

/**
 * One piece of advice. Holds no state, so one instance serves all packs and threads. Speaks only
 * where it is sure: a reasonable pack has no warning.
 */
interface LintRule {
  /** The only code that the rule reports. */
  DiagnosticCode code();

  void check(LintedPack pack, Advice advice);
}
