package dev.keeptrail.language.lint;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.tree.PackFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives advice on a compiled pack. A pack with errors gets only what needs no plan: advice on
 * something that means nothing yet would be noise. Safe for any thread.
 */
public final class Linter {
  private final PackSchema schema;

  public Linter(PackSchema schema) {
    this.schema = schema;
  }

  /** The compiler's problems and those of lint, without what the author chose to ignore. */
  public LintResult lint(CompiledPack pack, LintOptions options) {
    List<Diagnostic> all = new ArrayList<>(pack.diagnostics());
    if (pack.files().isEmpty()) {
      return new LintResult(all, List.of());
    }
    Problems problems = new Problems();
    SecretLookalike.check(pack.files(), problems);
    PackPlan plan = pack.plan();
    if (plan != null) {
      var linted = LintedPack.of(plan, pack.files(), pack.rules(), schema, options);
      for (LintRule rule : LintRules.ALL) {
        rule.check(linted, new Advice(problems, rule.code()));
      }
    }
    all.addAll(problems.sorted());
    return withoutIgnored(pack.files(), all, plan != null);
  }

  private static LintResult withoutIgnored(
      List<PackFile> files, List<Diagnostic> all, boolean complete) {
    Ignores ignores = Ignores.of(files);
    List<Diagnostic> left = new ArrayList<>();
    List<LintResult.Ignored> ignored = new ArrayList<>();
    for (Diagnostic diagnostic : all) {
      ignores
          .reasonFor(diagnostic)
          .ifPresentOrElse(
              reason -> ignored.add(new LintResult.Ignored(diagnostic, reason)),
              () -> left.add(diagnostic));
    }
    Problems about = new Problems();
    ignores.report(about, complete);
    left.addAll(about.sorted());
    return new LintResult(left, ignored);
  }
}
