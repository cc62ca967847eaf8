package dev.keeptrail.language.report;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.lint.LintResult;
import java.util.List;

/**
 * What lint says about one pack.
 *
 * @param file the pack as the user named it
 */
public record LintReport(String file, CompiledPack pack, LintResult result) {
  /** Whether the pack or library has no error; warnings do not count. */
  public boolean isValid() {
    return pack.plan() != null || pack.isLibrary();
  }

  /** Whether there is at least one warning that is not ignored. */
  public boolean hasWarnings() {
    return result.hasWarnings();
  }

  List<Diagnostic> errors() {
    return result.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  List<Diagnostic> others() {
    return result.diagnostics().stream().filter(d -> d.severity() != Severity.ERROR).toList();
  }
}
