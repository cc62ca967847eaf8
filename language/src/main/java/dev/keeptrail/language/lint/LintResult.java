package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import java.util.List;

/**
 * What is to be said about a pack.
 *
 * @param diagnostics the compiler's first, then those of lint, each in source order
 * @param ignored what ignore comments took out of them
 */
public record LintResult(List<Diagnostic> diagnostics, List<Ignored> ignored) {
  public LintResult {
    diagnostics = List.copyOf(diagnostics);
    ignored = List.copyOf(ignored);
  }

  public boolean hasErrors() {
    return has(Severity.ERROR);
  }

  public boolean hasWarnings() {
    return has(Severity.WARNING);
  }

  /** How many problems of a severity there are. */
  public long count(Severity severity) {
    return diagnostics.stream().filter(d -> d.severity() == severity).count();
  }

  private boolean has(Severity severity) {
    return count(severity) > 0;
  }

  /**
   * A problem that an author decided to live with.
   *
   * @param reason why, in the author's words
   */
  public record Ignored(Diagnostic diagnostic, String reason) {}
}
