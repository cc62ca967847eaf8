package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A reader who follows a link inside the repository arrives somewhere. */
final class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeadingInIt() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = pages();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!ELSEWHERE.matcher(link.group(1)).matches() && !leadsSomewhere(page, link.group(1))) {
          broken.add(Repository.root().relativize(page) + " -> " + link.group(1));
        }
      }
    }

    assertThat(pages).hasSizeGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  @Test
  void everyReferenceAndGuideIsInTheMapOfTheDocumentation() throws IOException {
    Path docs = Repository.root().resolve("docs");
    String map = Files.readString(docs.resolve("README.md"));
    for (Path page : pages()) {
      String name = docs.relativize(page).toString().replace('\\', '/');
      if (name.startsWith("guides/") || name.startsWith("reference/")) {
        assertThat(map).as("docs/README.md").contains("(" + name);
      }
    }
  }

  @Test
  void everyRowOfATableHasTheCellsOfItsHead() throws IOException {
    List<String> uneven = new ArrayList<>();
    int rows = 0;
    for (Path page : pages()) {
      int head = 0;
      boolean fenced = false;
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        fenced ^= line.startsWith("```");
        if (fenced || !line.startsWith("|")) {
          head = 0;
          continue;
        }
        head = head == 0 ? cells(line) : head;
        rows++;
        if (cells(line) != head) {
          uneven.add(Repository.root().relativize(page) + ":" + (i + 1));
        }
      }
    }

    assertThat(rows).isGreaterThan(1000);
    assertThat(uneven).isEmpty();
  }

  @Test
  void everyEntryOfTheChangelogIsYamlOfItsForm() throws IOException {
    Set<String> kinds = Set.of("added", "changed", "deprecated", "removed", "fixed", "security");
    var yaml = new Load(LoadSettings.builder().build());
    List<String> wrong = new ArrayList<>();
    List<Path> entries;
    try (Stream<Path> files = Files.list(Repository.root().resolve("changelog/unreleased"))) {
      entries = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path entry : entries) {
      try {
        boolean fits =
            yaml.loadFromString(Files.readString(entry)) instanceof Map<?, ?> said
                && Set.of("kind", "text", "language-breaking").containsAll(said.keySet())
                && said.get("kind") instanceof String kind
                && kinds.contains(kind)
                && said.get("text") instanceof String text
                && !text.isBlank();
        if (!fits) {
          wrong.add(entry.getFileName().toString());
        }
      } catch (YamlEngineException unreadable) {
        wrong.add(entry.getFileName() + ": " + unreadable.getMessage());
      }
    }

    assertThat(entries).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  /** A bar inside code ends a cell as well, unless a backslash stands before it. */
  private static int cells(String row) {
    return row.replaceFirst("\\|$", "").split("(?<!\\\\)\\|", -1).length - 1;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || anchors(target).contains(link.substring(hash + 1));
  }

  /** The anchors of a page's headings, made as forges make them. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.root())) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isElsewhere(Repository.root().relativize(file).toString()))
          .sorted()
          .toList();
    }
  }

  /** What was built or installed, and what a program puts into a page of its own. */
  private static boolean isElsewhere(String path) {
    return path.contains("target")
        || path.contains("node_modules")
        || path.contains("src/main/resources");
  }
}
