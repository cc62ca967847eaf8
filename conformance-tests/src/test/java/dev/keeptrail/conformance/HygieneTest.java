package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.kind.KindSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the case files honest: nothing half there, nothing uncovered, nothing that depends on a
 * machine or a day.
 */
final class HygieneTest {
  private static final Set<String> LANGUAGE_FILES =
      Set.of(
          "pack.yaml",
          "pack.pack",
          "library.pack",
          "expected.diagnostics.txt",
          "expected.plan.json",
          "expected.fixed.yaml",
          "expected.fixed.pack");
  private static final Set<String> TRACE_FILES =
      Set.of("pack.yaml", "content.json", "expected.decision.json", "expected.trace.jsonl");

  /**
   * Their packs would have to be larger than a case file should be; the language's own tests make
   * them.
   */
  private static final Set<DiagnosticCode> TOO_LARGE_FOR_A_CASE =
      Set.of(DiagnosticCode.SOURCE_TOO_LARGE, DiagnosticCode.VALUE_TOO_LONG);

  @Test
  void everyLanguageCaseIsWholeAndHasNothingElse() throws IOException {
    for (Path folder : Repository.caseFolders("language")) {
      Set<String> files = fileNames(folder);
      assertThat(files).as(folder.toString()).contains("expected.diagnostics.txt");
      assertThat(files).as(folder.toString()).containsAnyOf("pack.yaml", "pack.pack");
      assertThat(LANGUAGE_FILES).as(folder.toString()).containsAll(files);
    }
  }

  @Test
  void everyTraceCaseIsWholeAndHasNothingElse() throws IOException {
    for (Path folder : Repository.caseFolders("trace")) {
      assertThat(fileNames(folder)).as(folder.toString()).isEqualTo(TRACE_FILES);
    }
  }

  @Test
  void everyTestFileCaseIsWholeAndHasNothingElse() throws IOException {
    for (Path folder : Repository.caseFolders("tests")) {
      assertThat(fileNames(folder))
          .as(folder.toString())
          .isEqualTo(Set.of("pack.yaml", "tests.yaml", "expected.diagnostics.txt"));
    }
  }

  @Test
  void everyDiagnosticCodeHasACaseThatExpectsIt() throws IOException {
    String expected =
        allText("language", "expected.diagnostics.txt")
            + allText("tests", "expected.diagnostics.txt");
    for (DiagnosticCode code : DiagnosticCode.values()) {
      if (!TOO_LARGE_FOR_A_CASE.contains(code)) {
        assertThat(expected).as("a case for " + code).contains(code.code() + " ");
      }
    }
  }

  @Test
  void everyReasonCodeOfEveryKindHasACaseThatGivesIt() throws IOException {
    String decisions = allText("trace", "expected.decision.json");
    Set<String> faultsAreProvokedInEngineTests =
        PolicyKinds.installed().schemas().stream()
            .flatMap(kind -> kind.reasonCodes().keySet().stream())
            .filter(code -> code.endsWith(".fault"))
            .collect(Collectors.toSet());
    for (KindSchema kind : PolicyKinds.installed().schemas()) {
      for (String code : kind.reasonCodes().keySet()) {
        if (!faultsAreProvokedInEngineTests.contains(code) && !code.startsWith("<policy>")) {
          assertThat(decisions).as("a case for " + code).contains('"' + code + '"');
        }
      }
    }
  }

  @Test
  void caseFilesAreTheSameOnEveryMachine() throws IOException {
    for (Path file : filesBelow(Repository.cases())) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(text).as(file.toString()).doesNotContain("\r").doesNotContain("/home/");
    }
  }

  @Test
  void namesOfCasesAreWordsWithHyphens() throws IOException {
    for (String family : List.of("language", "trace", "tests")) {
      for (Path folder : Repository.caseFolders(family)) {
        assertThat(Repository.caseName(folder)).matches("[a-z0-9/-]+");
      }
    }
  }

  private static Set<String> fileNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String allText(String family, String name) throws IOException {
    var text = new StringBuilder();
    for (Path folder : Repository.caseFolders(family)) {
      text.append(Files.readString(folder.resolve(name)));
    }
    return text.toString();
  }
}
