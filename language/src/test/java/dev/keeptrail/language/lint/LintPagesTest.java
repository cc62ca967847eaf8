package dev.keeptrail.language.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.DiagnosticPage;
import dev.keeptrail.language.source.SourceText;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of lint's codes say to avoid is reported, and what they prefer is not. */
final class LintPagesTest {
  private static final PackCompiler COMPILER = new PackCompiler(LintKinds.SCHEMA);
  private static final Linter LINTER = new Linter(LintKinds.SCHEMA);

  static Stream<DiagnosticCode> codes() {
    return LintRules.ALL.stream()
        .map(LintRule::code)
        // Their examples are a folder, and a pack with a second file.
        .filter(code -> code != DiagnosticCode.NO_TESTS && code != DiagnosticCode.UNUSED_IMPORT);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theExampleToAvoidIsReported(DiagnosticCode code) {
    assertThat(lint(fenced(code, 0)).diagnostics()).extracting(Diagnostic::code).contains(code);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theExampleToPreferIsNot(DiagnosticCode code) {
    Fenced example = fenced(code, 1);
    if (example.notation().equals("pack")) {
      LintResult result = lint(example);
      assertThat(result.hasErrors()).as(result.diagnostics().toString()).isFalse();
      assertThat(result.diagnostics()).extracting(Diagnostic::code).doesNotContain(code);
    }
  }

  private static LintResult lint(Fenced example) {
    var source = new SourceText("p." + example.notation(), example.text());
    CompiledPack pack =
        example.notation().equals("pack")
            ? COMPILER.compileText(source)
            : COMPILER.compileYaml(source);
    return LINTER.lint(pack, LintOptions.DEFAULT);
  }

  private static Fenced fenced(DiagnosticCode code, int index) {
    Optional<String> page = DiagnosticPage.of(code.code());
    String fence = page.orElseThrow().split("```", -1)[1 + 2 * index];
    int line = fence.indexOf('\n');
    return new Fenced(fence.substring(0, line), fence.substring(line + 1));
  }

  private record Fenced(String notation, String text) {}
}
