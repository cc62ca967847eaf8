package dev.keeptrail.language.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnosticPagesTest {
  /** Maven runs tests in the module's folder. */
  private static final Path PAGES =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs/diagnostics");

  @Test
  void everyCodeHasAPageAndEveryPageACode() throws IOException {
    Set<String> expected =
        Arrays.stream(DiagnosticCode.values())
            .map(c -> c.code() + ".md")
            .collect(Collectors.toSet());
    expected.add("README.md");
    assertThat(files()).isEqualTo(expected);
  }

  @Test
  void pagesStartWithCodeAndTitleAndSayHowToFix() throws IOException {
    for (DiagnosticCode code : DiagnosticCode.values()) {
      String page = Files.readString(PAGES.resolve(code.code() + ".md"));
      assertThat(page).startsWith("# " + code.code() + ": " + code.title() + "\n");
      assertThat(page).as(code.code()).contains("## Example", "```", "## What to do");
    }
  }

  @Test
  void yamlExamplesTriggerTheCodeOfTheirPage() throws IOException {
    List<KindSchema> kinds = new ArrayList<>(SampleKinds.ALL);
    kinds.add(SampleKinds.gdprCompliance());
    PackCompiler compiler = new PackCompiler(kinds);
    for (DiagnosticCode code : DiagnosticCode.values()) {
      String page = Files.readString(PAGES.resolve(code.code() + ".md"));
      int start = page.indexOf("```yaml\n");
      if (start >= 0 && !isLint(code)) {
        String yaml = page.substring(start + 8, page.indexOf("```", start + 8));
        assertThat(compiler.compileYaml(new SourceText("p.yaml", yaml)).diagnostics())
            .as(code.code())
            .extracting(Diagnostic::code)
            .contains(code);
      }
    }
  }

  @Test
  void theIndexListsEveryCodeWithItsTitle() throws IOException {
    List<String> lines = Files.readAllLines(PAGES.resolve("README.md"));
    for (DiagnosticCode code : DiagnosticCode.values()) {
      String row =
          "| [%s](%s.md) | %s | %s |"
              .formatted(
                  code.code(), code.code(), FrameRenderer.word(code.severity()), code.title());
      assertThat(lines).contains(row);
    }
  }

  @Test
  void codesAreUniqueAndTheirLetterFitsTheirSeverity() {
    Set<String> seen = new HashSet<>();
    assertThat(DiagnosticCode.values())
        .allSatisfy(code -> {
          assertThat(seen.add(code.code())).isTrue();
          assertThat(code.code()).matches("[EW]\\d{3}");
          assertThat(code.code().startsWith("E")).isEqualTo(code.severity() == Severity.ERROR);
        });
  }

  /** Those have a test of their own. */
  private static boolean isLint(DiagnosticCode code) {
    return code.code().compareTo("W615") >= 0 && code.code().compareTo("W690") < 0;
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
