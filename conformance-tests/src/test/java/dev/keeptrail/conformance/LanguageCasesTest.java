package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PlanJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code cases/language} holds a {@code pack.yaml} or a {@code pack.pack} and
 * what comes of it: {@code expected.diagnostics.txt}, every problem and no other, and, where none
 * is an error, {@code expected.plan.json}.
 */
final class LanguageCasesTest {
  private static final PackCompiler COMPILER = new PackCompiler(PolicyKinds.installed().schemas());

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return Repository.caseFolders("language").stream()
        .map(folder -> DynamicTest.dynamicTest(Repository.caseName(folder), () -> check(folder)));
  }

  private static void check(Path folder) throws IOException {
    CompiledPack compiled = COMPILER.compileFile(pack(folder));
    assertThat(compiled.plan() == null).isEqualTo(compiled.hasErrors());
    assertAll(
        () -> Golden.verify(folder.resolve("expected.diagnostics.txt"), lines(compiled)),
        () -> {
          if (compiled.plan() != null) {
            Golden.verify(
                folder.resolve("expected.plan.json"), PlanJson.pretty(compiled.plan()) + "\n");
          }
        });
  }

  private static Path pack(Path folder) {
    Path text = folder.resolve("pack.pack");
    return Files.exists(text) ? text : folder.resolve("pack.yaml");
  }

  private static String lines(CompiledPack compiled) {
    return compiled.diagnostics().stream()
        .map(LanguageCasesTest::line)
        .collect(Collectors.joining());
  }

  private static String line(Diagnostic diagnostic) {
    String hint = diagnostic.hint() == null ? "" : "  hint: " + diagnostic.hint() + "\n";
    return "%s %s %d:%d %s: %s\n"
            .formatted(
                diagnostic.code().code(),
                diagnostic.severity().name().toLowerCase(Locale.ROOT),
                diagnostic.span().line(),
                diagnostic.span().column(),
                diagnostic.path().isEmpty() ? "(document)" : diagnostic.path(),
                FrameRenderer.safe(diagnostic.message()))
        + hint;
  }
}
