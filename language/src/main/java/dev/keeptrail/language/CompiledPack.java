package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pack's sources: all problems, in source order, and the plan when none of them is
 * an error.
 *
 * @param plan null when a diagnostic is an error, and for a library
 * @param files the trees of the sources, the pack's own first, then imports in the order in which
 *     they were first read; empty when the pack's own could not be read
 * @param rules where each author-written rule of the plan came from, in chain and rule order; empty
 *     without a plan
 * @param layers the texts that the pack's own tree was made of, the lowest first; one, unless
 *     several files were laid over each other
 */
public record CompiledPack(
    @Nullable PackPlan plan,
    List<Diagnostic> diagnostics,
    List<PackFile> files,
    List<RuleSource> rules,
    List<SourceText> layers) {
  public CompiledPack {
    diagnostics = List.copyOf(diagnostics);
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    layers = List.copyOf(layers);
  }

  /** Every text that the pack was made of: its layers, the lowest first, then its imports. */
  public List<SourceText> sources() {
    return Stream.concat(layers.stream(), files.stream().skip(1).map(file -> file.span().source()))
        .toList();
  }

  /**
   * Whether it was compiled as a file for packs to import, and is right as such. It has no plan:
   * nothing can serve it.
   */
  public boolean isLibrary() {
    return plan == null && !hasErrors();
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
