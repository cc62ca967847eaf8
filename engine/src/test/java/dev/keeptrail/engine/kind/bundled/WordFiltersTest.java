package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.engine.kind.LoweringContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the words that kinds come with find, and above all what they leave alone. */
final class WordFiltersTest {
  private static final List<String> KINDS =
      List.of(
          "dual-use-filter", "itar-ear-filter", "legal-privilege", "mnpi-filter", "safety-filter");

  /** Not for children, but nothing that a filter without `max_age` minds. */
  private static final String AGE = "under_";

  @Test
  void ordinaryTextsAreLeftAlone() throws IOException {
    ScanRequest all = ScanRequest.NOTHING;
    for (String kind : KINDS) {
      all = all.and(request(kind, false));
    }
    Scanner scanner = Detectors.scanner(all);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String text : lines("harmless.txt")) {
      List<String> categories = categories(scanner, text);
      if (!categories.isEmpty()) {
        found.put(text, categories);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void eachTextIsFoundByTheSectionThatItIsFor() throws IOException {
    Map<String, Scanner> scanners = new LinkedHashMap<>();
    for (String kind : KINDS) {
      scanners.put(kind, Detectors.scanner(request(kind, true)));
    }
    List<String> missed = new ArrayList<>();
    Set<String> sections = new LinkedHashSet<>();
    for (String line : lines("found.txt")) {
      String[] parts = line.split(" ", 4);
      sections.add(parts[0] + " " + parts[1]);
      String category = context(parts[0]).ownCategory(parts[1]);
      if (!categories(Objects.requireNonNull(scanners.get(parts[0])), parts[3])
          .contains(category)) {
        missed.add(line);
      }
    }
    assertThat(missed).isEmpty();
    for (String kind : KINDS) {
      assertThat(sections)
          .as("a text for each section of " + kind)
          .containsAll(
              Vocabulary.of(kind).names().stream().map(section -> kind + " " + section).toList());
    }
  }

  private static LoweringContext context(String kind) {
    return new LoweringContext(kind, _ -> Optional.empty());
  }

  private static ScanRequest request(String kind, boolean allAges) {
    Vocabulary words = Vocabulary.of(kind);
    List<String> names =
        words.names().stream().filter(name -> allAges || !name.startsWith(AGE)).toList();
    return words.scan(names, context(kind), "WORDS", 0);
  }

  private static List<String> categories(Scanner scanner, String text) {
    return scanner.scan(ScanInput.of(List.of(text))).findings().stream()
        .map(finding -> finding.category())
        .toList();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WordFiltersTest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
