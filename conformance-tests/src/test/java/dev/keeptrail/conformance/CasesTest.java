package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.keeptrail.engine.conformance.Answer;
import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.Family;
import dev.keeptrail.engine.conformance.InstalledSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every case of the suite: both engines, every notation that the case is written in, and the
 * approved files, with nothing missing and nothing over.
 */
final class CasesTest {
  private static final List<String> EXPECTED =
      List.of(
          ConformanceCase.DIAGNOSTICS,
          ConformanceCase.PLAN,
          ConformanceCase.FIXED_TEXT,
          ConformanceCase.FIXED_YAML,
          ConformanceCase.DECISION,
          ConformanceCase.TRACE);

  private static final InstalledSubject REFERENCE = new InstalledSubject("reference");
  private static final InstalledSubject DROOLS = new InstalledSubject("drools");

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return CaseFolders.find(Repository.cases()).stream()
        .map(given -> DynamicTest.dynamicTest(given.name(), () -> check(given)));
  }

  private static void check(ConformanceCase given) throws Exception {
    List<Answer> answers = REFERENCE.answer(given);
    if (given.family() == Family.TRACE) {
      assertThat(DROOLS.answer(given)).as("drools and reference").isEqualTo(answers);
    }
    List<Executable> comparisons = new ArrayList<>();
    byFile(given, answers)
        .forEach((file, text) ->
            comparisons.add(() -> Golden.verify(given.folder().resolve(file), text)));
    comparisons.add(() -> nothingOver(given, answers));
    assertAll(comparisons);
  }

  /** One text for each file: whatever notation it came from. */
  private static Map<String, String> byFile(ConformanceCase given, List<Answer> answers) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Answer answer : answers) {
      // WHY: places differ between notations, so only plans and decisions can be the same.
      boolean placed = answer.file().equals(ConformanceCase.DIAGNOSTICS);
      if (given.family() == Family.EQUIVALENCE && placed) {
        assertThat(answer.text()).as("diagnostics of " + answer.from()).isEmpty();
        continue;
      }
      String other = texts.putIfAbsent(answer.file(), answer.text());
      if (other != null) {
        assertThat(answer.text()).as(answer.file() + " from " + answer.from()).isEqualTo(other);
      }
    }
    return texts;
  }

  private static void nothingOver(ConformanceCase given, List<Answer> answers) {
    for (String file : EXPECTED) {
      if (answers.stream().noneMatch(answer -> answer.file().equals(file))) {
        assertThat(Files.exists(given.folder().resolve(file)))
            .as(file + " is there, but nothing answers to it")
            .isFalse();
      }
    }
  }
}
