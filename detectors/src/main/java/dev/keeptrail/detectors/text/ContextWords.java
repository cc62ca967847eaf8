package dev.keeptrail.detectors.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The words that speak for or against what detectors find, by idea, in many languages: one file for
 * all detectors, read once. Its lines are {@code [idea]} and {@code language: word, word}; {@code
 * #} starts a comment.
 */
public final class ContextWords {
  private static final String FILE = "context-words.txt";
  private static final Map<String, List<String>> IDEAS = read();

  private ContextWords() {}

  /**
   * All words of an idea, as a table to look them up in.
   *
   * @throws IllegalArgumentException for an idea that is not in the file
   */
  public static WordTable table(String... ideas) {
    var words = new ArrayList<String>();
    for (String idea : ideas) {
      words.addAll(words(idea));
    }
    return WordTable.of(words);
  }

  /**
   * All words of an idea as anchors for the shared pass. Those of several words come in the
   * spellings of field names as well: {@code member_id}, {@code member-id}, {@code memberId}.
   */
  public static List<String> anchors(String... ideas) {
    var anchors = new LinkedHashSet<String>();
    for (String idea : ideas) {
      words(idea).stream()
          .map(word -> word.endsWith("*") ? word.substring(0, word.length() - 1) : word)
          .flatMap(ContextWords::spellings)
          .forEach(anchors::add);
    }
    return List.copyOf(anchors);
  }

  private static Stream<String> spellings(String word) {
    boolean plain = word.indexOf(' ') > 0;
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain = c == ' ' || CharacterKinds.isAsciiAlphanumeric(c);
    }
    return plain
        ? Stream.of(word, word.replace(' ', '_'), word.replace(' ', '-'), word.replace(" ", ""))
        : Stream.of(word);
  }

  private static List<String> words(String idea) {
    List<String> words = IDEAS.get(idea);
    if (words == null) {
      throw new IllegalArgumentException("no context words for `" + idea + "`");
    }
    return words;
  }

  private static Map<String, List<String>> read() {
    InputStream file = Objects.requireNonNull(ContextWords.class.getResourceAsStream(FILE));
    try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      var ideas = new LinkedHashMap<String, List<String>>();
      List<String> words = List.of();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("[")) {
          words = new ArrayList<>();
          ideas.put(line.substring(1, line.indexOf(']')), words);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          add(line.substring(line.indexOf(':') + 1), words);
        }
      }
      return ideas;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String list, List<String> words) {
    int from = 0;
    while (from < list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      words.add(list.substring(from, to).strip());
      from = to + 1;
    }
  }
}
