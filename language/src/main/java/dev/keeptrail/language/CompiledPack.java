package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.PackPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pack's sources: all problems, in source order, and the plan when none of them is
 * an error.
 *
 * @param plan null exactly when a diagnostic is an error
 */
public record CompiledPack(@Nullable PackPlan plan, List<Diagnostic> diagnostics) {
  public CompiledPack {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
