package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference page lists the schemes there are, country by country. */
final class DocumentedSchemesTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "detectors.md");

  @Test
  void theReferenceListsEveryScheme() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> expected = rows();
    int first = page.indexOf(expected.getFirst());
    assertThat(first).as("the row %s", expected.getFirst()).isNotNegative();
    assertThat(page.subList(first, first + expected.size())).isEqualTo(expected);
  }

  /** One row for each country: names of schemes by kind, a star where a check digit is tested. */
  static List<String> rows() {
    var countries = new TreeMap<String, Map<Kind, List<String>>>();
    SchemeTable.get()
        .byId()
        .forEach(
            (id, schemes) ->
                countries
                    .computeIfAbsent(id.substring(0, 2), c -> new EnumMap<>(Kind.class))
                    .computeIfAbsent(schemes.getFirst().kind(), k -> new ArrayList<>())
                    .add(name(id) + (IdentitySchemes.hasCheckDigit(id) ? "\\*" : "")));
    var rows = new ArrayList<String>();
    countries.forEach(
        (country, kinds) -> {
          var row = new StringBuilder("| `" + country + "` |");
          for (Kind kind : List.of(Kind.NATIONAL, Kind.TAX, Kind.PASSPORT, Kind.LICENCE)) {
            String cell = String.join(", ", kinds.getOrDefault(kind, List.of()));
            row.append(cell.isEmpty() ? " |" : " " + cell + " |");
          }
          rows.add(row.toString());
        });
    return rows;
  }

  private static String name(String id) {
    String name = id.substring(3);
    return name.equals("passport") || name.equals("licence") ? "yes" : name;
  }
}
