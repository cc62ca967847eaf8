package dev.keeptrail.engine.conformance;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.lint.FixRun;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.lint.PackFinder;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What lint makes of a case: its report, and the pack once everything safe is mended. */
final class LintAnswers {
  private final PackCompiler compiler;
  private final ConformanceCase given;
  private final Linter linter;

  LintAnswers(PackCompiler compiler, ConformanceCase given) {
    this.compiler = compiler;
    this.given = given;
    this.linter = new Linter(compiler.schema());
  }

  void add(Path pack, CompiledPack compiled, List<Answer> answers) throws IOException {
    var options =
        new LintOptions(
            PackFinder.hasTests(pack)
                ? LintOptions.TestsBeside.SOME
                : LintOptions.TestsBeside.NONE);
    answers.add(
        new Answer(
            ConformanceCase.DIAGNOSTICS,
            "",
            DiagnosticLines.of(linter.lint(compiled, options).diagnostics(), pack.toString())));
    PackPlan plan = compiled.plan();
    if (plan != null && Files.exists(given.folder().resolve(ConformanceCase.PLAN))) {
      answers.add(new Answer(ConformanceCase.PLAN, "", PlanJson.pretty(plan) + "\n"));
    }
    FixRun.Outcome outcome =
        new FixRun(
                source -> compiler.compile(new SourceReading.Decoded(source), SourceFiles.onDisk()),
                linter,
                options)
            .run(compiled);
    String file =
        pack.endsWith(ConformanceCase.TEXT_PACK)
            ? ConformanceCase.FIXED_TEXT
            : ConformanceCase.FIXED_YAML;
    if (!outcome.applied().isEmpty()) {
      answers.add(new Answer(file, "", outcome.text()));
    }
  }
}
