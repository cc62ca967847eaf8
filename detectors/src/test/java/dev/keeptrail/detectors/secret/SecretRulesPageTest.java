package dev.keeptrail.detectors.secret;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that lists known secrets says what the code does. */
final class SecretRulesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "secret-rules.md");

  private static List<String> section(String heading) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int start = lines.indexOf("## " + heading);
    assertThat(start).as(heading).isPositive();
    return lines.subList(start + 1, lines.size()).stream()
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }

  private static Stream<String> quoted(String text) {
    String[] parts = text.split("`", -1);
    return Stream.iterate(1, i -> i < parts.length, i -> i + 2).map(i -> parts[i]);
  }

  @Test
  void listsEveryPrefix() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : section("By shape")) {
      if (line.startsWith("| `secret.")) {
        String[] cells = line.split(" \\| ", -1);
        quoted(cells[1]).forEach(prefix -> listed.add(cells[0].substring(2) + " " + prefix));
      }
    }
    Set<String> known =
        TokenFormats.all().stream()
            .map(format -> "`" + format.category() + "` " + format.prefix())
            .collect(toCollection(TreeSet::new));
    assertThat(listed).isEqualTo(known);
  }

  @Test
  void listsIssuersKnownByName() throws IOException {
    Set<String> byName = new TreeSet<>(TokenFormats.categories());
    TokenFormats.all().forEach(format -> byName.remove(format.category()));
    Set<String> listed =
        section("By name only").stream()
            .filter(line -> line.startsWith("`"))
            .flatMap(SecretRulesPageTest::quoted)
            .collect(toCollection(LinkedHashSet::new));
    assertThat(listed).isEqualTo(byName);
  }

  @Test
  void claimsOnlyCategoriesThatExist() throws IOException {
    Set<String> claimed =
        section("Rules of other scanners").stream()
            .filter(line -> line.startsWith("| ") && line.contains("`secret."))
            .flatMap(SecretRulesPageTest::quoted)
            .collect(toCollection(TreeSet::new));
    assertThat(claimed).hasSizeGreaterThan(100);
    assertThat(Detectors.categories()).containsAll(claimed);
  }
}
