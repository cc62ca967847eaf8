package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.packtest.PackTests;
import dev.keeptrail.gateway.chat.JudgedBodies;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code test-file-cases} holds a {@code pack.yaml}, the {@code tests.yaml}
 * beside it, and every problem of those tests in {@code expected.diagnostics.txt}.
 */
final class TestFileCasesTest {
  private static final PackCompiler COMPILER = new PackCompiler(PolicyKinds.installed().schemas());

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return folders().stream()
        .map(folder ->
            DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), () -> check(folder)));
  }

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders =
        Files.list(Repository.root().resolve("conformance-tests/test-file-cases"))) {
      return folders.sorted().toList();
    }
  }

  /** All problems that the cases expect. */
  static String allText() throws IOException {
    var text = new StringBuilder();
    for (Path folder : folders()) {
      text.append(Files.readString(folder.resolve("expected.diagnostics.txt")));
    }
    return text.toString();
  }

  private static void check(Path folder) throws IOException {
    CompiledPack pack = COMPILER.compileFile(folder.resolve("pack.yaml"));
    assertThat(pack.hasErrors()).isFalse();
    PackTests tests =
        PackTests.read(
            pack,
            Objects.requireNonNull(pack.plan()),
            List.of(
                SourceReader.decode(
                    "tests.yaml", Files.readAllBytes(folder.resolve("tests.yaml")))),
            new JudgedBodies());
    Golden.verify(
        folder.resolve("expected.diagnostics.txt"),
        tests.problems().stream().map(TestFileCasesTest::line).collect(Collectors.joining()));
  }

  private static String line(Diagnostic problem) {
    String hint = problem.hint() == null ? "" : "  hint: " + problem.hint() + "\n";
    return "%s error %d:%d %s: %s\n"
            .formatted(
                problem.code().code(),
                problem.span().line(),
                problem.span().column(),
                problem.path().isEmpty() ? "(document)" : problem.path(),
                problem.message())
        + hint;
  }
}
