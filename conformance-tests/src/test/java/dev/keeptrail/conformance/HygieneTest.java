package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.Family;
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
  private static final Set<String> FILES =
      Set.of(
          "case.json",
          "content.json",
          "detectors.yml",
          "expected.diagnostics.txt",
          "expected.plan.json",
          "expected.fixed.pack",
          "expected.fixed.yaml",
          "expected.decision.json",
          "expected.trace.jsonl");

  /**
   * Their packs would have to be larger than a case file should be; the language's own tests make
   * them.
   */
  private static final Set<DiagnosticCode> TOO_LARGE_FOR_A_CASE =
      Set.of(DiagnosticCode.SOURCE_TOO_LARGE, DiagnosticCode.VALUE_TOO_LONG);

  @Test
  void everyCaseIsWholeAndHasNothingElse() throws IOException {
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      Set<String> files = fileNames(given.folder());
      assertThat(files).as(given.name()).containsAll(required(given.family()));
      files.removeIf(name -> name.endsWith(".pack") || name.endsWith(".yaml"));
      assertThat(FILES).as(given.name()).containsAll(files);
    }
  }

  @Test
  void thereAreAtLeastThreeHundredCases() throws IOException {
    assertThat(CaseFolders.find(Repository.cases())).hasSizeGreaterThanOrEqualTo(300);
  }

  private static Set<String> required(Family family) {
    return switch (family) {
      case LANGUAGE -> Set.of("case.json", "expected.diagnostics.txt");
      case TRACE ->
          Set.of("case.json", "content.json", "expected.decision.json", "expected.trace.jsonl");
      case EQUIVALENCE -> Set.of("case.json", "pack.pack", "pack.yaml", "expected.plan.json");
    };
  }

  @Test
  void everyTestFileCaseIsWholeAndHasNothingElse() throws IOException {
    for (Path folder : TestFileCasesTest.folders()) {
      assertThat(fileNames(folder))
          .as(folder.toString())
          .isEqualTo(Set.of("pack.yaml", "tests.yaml", "expected.diagnostics.txt"));
    }
  }

  @Test
  void everyDiagnosticCodeHasACaseThatExpectsIt() throws IOException {
    String expected = allText("language", "expected.diagnostics.txt") + TestFileCasesTest.allText();
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
    List<Path> files = filesBelow(Repository.cases());
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(text).as(file.toString()).doesNotContain("\r").doesNotContain("/home/");
    }
  }

  @Test
  void namesOfCasesAreWordsWithHyphens() throws IOException {
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      assertThat(given.name()).matches("[a-z0-9/-]+");
    }
  }

  /** Language and detectors know nothing of each other, so both have it. */
  @Test
  void whatStandsTwiceSaysTheSame() throws IOException {
    assertThat(withoutPackage("detectors/src/main/java/dev/keeptrail/detectors/custom"))
        .isEqualTo(withoutPackage("language/src/main/java/dev/keeptrail/language/check"));
  }

  private static String withoutPackage(String folder) throws IOException {
    Path file = Repository.root().resolve(folder).resolve("EndlessFolding.java");
    String text = Files.readString(file);
    assertThat(text).startsWith("package ");
    return text.substring(text.indexOf('\n'));
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
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      if (given.family().word().equals(family)) {
        text.append(given.text(name).orElse(""));
      }
    }
    return text.toString();
  }
}
