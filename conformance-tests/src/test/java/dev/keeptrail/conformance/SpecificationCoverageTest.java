package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the specification and the cases together: every paragraph has cases, and no case lies. */
final class SpecificationCoverageTest {
  /** Paragraphs that no case of the suite can show, each with where it is tested instead. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "8.12", "the engines' own tests: a case would need 100,000 facts",
          "10.6", "the engines' own tests: a case cannot make a detector fail",
          "11.1", "the tests of `kt policy test`",
          "11.2", "the tests of `kt policy test`",
          "11.3", "the tests of `kt policy test`",
          "11.4", "the tests of `kt policy test`");

  @Test
  void everyCaseNamesParagraphsThatExist() throws IOException {
    Set<String> paragraphs = Specification.paragraphs().keySet();
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      assertThat(given.note().spec()).as(given.name()).isNotEmpty();
      assertThat(paragraphs).as(given.name()).containsAll(given.note().spec());
    }
  }

  @Test
  void everyParagraphHasACase() throws IOException {
    casesByParagraph()
        .forEach((paragraph, cases) -> {
          if (!ELSEWHERE.containsKey(paragraph)) {
            assertThat(cases).as("cases of paragraph " + paragraph).isNotEmpty();
          }
        });
  }

  @Test
  void theTableOnTheCoveragePageIsUpToDate() throws IOException {
    Golden.verify(Repository.root().resolve("docs/reference/conformance-coverage.md"), table());
  }

  private static String table() throws IOException {
    var table =
        new StringBuilder(
            """
            # Coverage of the specification

            Which cases of the conformance suite test which paragraph of [the language reference](language.md). Written by \
            `SpecificationCoverageTest`, which fails when it is out of date or a paragraph has no case.

            | paragraph | says | cases |
            |---|---|---|
            """);
    Map<String, String> paragraphs = Specification.paragraphs();
    for (Map.Entry<String, List<String>> entry : casesByParagraph().entrySet()) {
      String cases =
          entry.getValue().isEmpty()
              ? ELSEWHERE.getOrDefault(entry.getKey(), "none")
              : entry.getValue().size() + ": " + String.join(", ", shown(entry.getValue()));
      table
          .append("| ")
          .append(entry.getKey())
          .append(" | ")
          .append(paragraphs.getOrDefault(entry.getKey(), "").replace("|", "\\|"))
          .append(" | ")
          .append(cases)
          .append(" |\n");
    }
    return table.toString();
  }

  private static List<String> shown(List<String> cases) {
    int most = 6;
    List<String> shown = new ArrayList<>();
    cases.stream().limit(most).map(name -> "`" + name + "`").forEach(shown::add);
    if (cases.size() > most) {
      shown.add("...");
    }
    return shown;
  }

  private static Map<String, List<String>> casesByParagraph() throws IOException {
    Map<String, List<String>> cases = new LinkedHashMap<>();
    Specification.paragraphs().keySet().forEach(number -> cases.put(number, new ArrayList<>()));
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      given
          .note()
          .spec()
          .forEach(
              number -> cases.computeIfAbsent(number, _ -> new ArrayList<>()).add(given.name()));
    }
    return cases;
  }

  @Test
  void factsAndFunctionsOfTheReferenceAreThoseOfTheLanguage() throws IOException {
    Path page = Specification.page();
    String text = Files.readString(page);
    String renewed =
        GeneratedTables.replace(
            GeneratedTables.replace(text, "facts", GeneratedTables.facts()),
            "functions",
            GeneratedTables.functions());
    if (!renewed.equals(text) && Boolean.getBoolean("keeptrail.update")) {
      Files.writeString(page, renewed);
    }
    assertThat(text).isEqualTo(renewed);
  }
}
