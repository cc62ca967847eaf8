package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.lint.FixRun;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.lint.PackFinder;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code cases/language} holds a {@code pack.yaml} or {@code pack.pack} and what
 * comes of it: {@code expected.diagnostics.txt}, every problem and no other, and, where none is an
 * error, {@code expected.plan.json}.
 */
final class LanguageCasesTest {
  private static final PackCompiler COMPILER = new PackCompiler(PackSchemas.installed());
  private static final Linter LINTER = new Linter(COMPILER.schema());

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return Repository.caseFolders("language").stream()
        .map(folder -> DynamicTest.dynamicTest(Repository.caseName(folder), () -> check(folder)));
  }

  private static void check(Path folder) throws IOException {
    Path pack = packOf(folder);
    CompiledPack compiled = COMPILER.compileFile(pack);
    assertThat(compiled.plan() == null).isEqualTo(compiled.hasErrors());
    assertAll(
        () ->
            Golden.verify(
                folder.resolve("expected.diagnostics.txt"), lines(reported(folder, compiled))),
        () -> checkFixes(folder, pack, compiled),
        () -> {
          if (compiled.plan() != null && showsPlan(folder)) {
            Golden.verify(
                folder.resolve("expected.plan.json"), PlanJson.pretty(compiled.plan()) + "\n");
          }
        });
  }

  /** Cases of lint need no plan: they are about what is said, not about what it means. */
  private static boolean showsPlan(Path folder) {
    return !Repository.caseName(folder).contains("/lint/")
        || Files.exists(folder.resolve("expected.plan.json"));
  }

  private static Path packOf(Path folder) {
    Path text = folder.resolve("pack.pack");
    return Files.exists(text) ? text : folder.resolve("pack.yaml");
  }

  /** What the compiler says; below {@code lint} with the advice of lint. */
  private static List<Diagnostic> reported(Path folder, CompiledPack compiled) throws IOException {
    return Repository.caseName(folder).contains("/lint/")
        ? LINTER.lint(compiled, options(folder)).diagnostics()
        : compiled.diagnostics();
  }

  private static LintOptions options(Path folder) throws IOException {
    return new LintOptions(
        PackFinder.hasTests(folder.resolve("pack.yaml"))
            ? LintOptions.TestsBeside.SOME
            : LintOptions.TestsBeside.NONE);
  }

  /** Where there is something to mend, {@code expected.fixed.<ext>} is what becomes of the pack. */
  private static void checkFixes(Path folder, Path pack, CompiledPack compiled) throws IOException {
    if (!Repository.caseName(folder).contains("/lint/")) {
      return;
    }
    var run =
        new FixRun(
            source -> COMPILER.compile(new SourceReading.Decoded(source), SourceFiles.onDisk()),
            LINTER,
            options(folder));
    FixRun.Outcome outcome = run.run(compiled);
    Path fixed =
        folder.resolve(pack.endsWith("pack.pack") ? "expected.fixed.pack" : "expected.fixed.yaml");
    if (!outcome.applied().isEmpty() || Files.exists(fixed)) {
      Golden.verify(fixed, outcome.text());
      assertThat(outcome.pack().plan()).isNotNull();
    }
  }

  private static String lines(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(LanguageCasesTest::line).collect(Collectors.joining());
  }

  private static String line(Diagnostic diagnostic) {
    String hint = diagnostic.hint() == null ? "" : "  hint: " + diagnostic.hint() + "\n";
    return "%s %s %s%d:%d %s: %s\n"
            .formatted(
                diagnostic.code().code(),
                diagnostic.severity().name().toLowerCase(Locale.ROOT),
                importedFile(diagnostic),
                diagnostic.span().line(),
                diagnostic.span().column(),
                diagnostic.path().isEmpty() ? "(document)" : diagnostic.path(),
                FrameRenderer.safe(diagnostic.message()))
        + hint;
  }

  /** The file's name and a colon for what an imported file says, else nothing. */
  private static String importedFile(Diagnostic diagnostic) {
    String name = String.valueOf(Path.of(diagnostic.span().source().name()).getFileName());
    return name.startsWith("pack.") ? "" : name + ":";
  }
}
