package dev.keeptrail.detectors.phrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rules of phrases, read from a resource. A line {@code @name = phrase; phrase} names a list;
 * {@code unless = phrase; phrase} lists what makes a sentence harmless; any other line is a rule:
 * {@code category score reach | list | list ...}, where a list holds phrases or names of lists. A
 * rule fits where a phrase of each list stands in one sentence, in this order, each at most {@code
 * reach} characters behind the one before. {@code #} begins a comment line. Immutable.
 */
final class PhraseTable {
  private final List<Rule> rules;
  private final List<String> phrases;
  private final Map<Integer, List<Place>> places;
  private final List<String> unless;

  private PhraseTable(
      List<Rule> rules,
      List<String> phrases,
      Map<Integer, List<Place>> places,
      List<String> unless) {
    this.rules = List.copyOf(rules);
    this.phrases = List.copyOf(phrases);
    this.places = Map.copyOf(places);
    this.unless = List.copyOf(unless);
  }

  /**
   * One rule.
   *
   * @param columns how many lists it has
   * @param reach how many characters may stand between two phrases
   */
  record Rule(String category, double score, int reach, int columns) {}

  /** Where a phrase belongs: the number of a rule, and of the list in it. */
  record Place(int rule, int column) {}

  List<Rule> rules() {
    return rules;
  }

  /** Every phrase of every rule, each once; hits are numbered by it. */
  List<String> phrases() {
    return phrases;
  }

  /** Where the phrase belongs, later columns of a rule first. */
  List<Place> places(int phrase) {
    return places.getOrDefault(phrase, List.of());
  }

  /** Folded words that make a sentence harmless. */
  List<String> unless() {
    return unless;
  }

  static PhraseTable read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(PhraseTable.class.getResourceAsStream(resource), resource)) {
      var reader = new Reader();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .forEach(reader::take);
      return reader.table();
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + resource + " is unreadable", e);
    }
  }

  /** One use. */
  private static final class Reader {
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, List<Place>> places = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> unless = new ArrayList<>();

    void take(String line) {
      int sign = line.indexOf('=');
      if (line.charAt(0) == '@') {
        lists.put(line.substring(0, sign).strip(), list(line.substring(sign + 1)));
      } else if (line.startsWith("unless ")) {
        unless.addAll(list(line.substring(sign + 1)));
      } else {
        rule(line.split("\\|", -1));
      }
    }

    private void rule(String[] columns) {
      String[] head = columns[0].strip().split("\\s+", -1);
      int rule = rules.size();
      rules.add(
          new Rule(
              head[0], Double.parseDouble(head[1]), Integer.parseInt(head[2]), columns.length - 1));
      // WHY: a phrase of two lists must not follow upon itself.
      for (int column = columns.length - 2; column >= 0; column--) {
        for (String phrase : list(columns[column + 1]).stream().distinct().toList()) {
          add(phrase, new Place(rule, column));
        }
      }
    }

    private void add(String phrase, Place place) {
      int number = numbers.computeIfAbsent(phrase, _ -> numbers.size());
      places.computeIfAbsent(number, _ -> new ArrayList<>()).add(place);
    }

    private List<String> list(String text) {
      List<String> phrases = new ArrayList<>();
      for (String entry : text.split(";", -1)) {
        String phrase = entry.strip();
        if (phrase.startsWith("@")) {
          phrases.addAll(
              Objects.requireNonNull(lists.get(phrase), () -> "no list " + phrase + " so far"));
        } else if (!phrase.isEmpty()) {
          phrases.add(phrase);
        }
      }
      return phrases;
    }

    PhraseTable table() {
      return new PhraseTable(rules, List.copyOf(numbers.keySet()), places, unless);
    }
  }
}
