package dev.keeptrail.detectors.profanity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The words, in the order of their lines; made when first looked for.
 *
 * @param innocent folded words that begin like one of the list and are harmless
 */
record ProfanityWords(List<Word> words, Set<String> innocent) {
  private static final String LIST = "words.txt";
  private static final String INNOCENT = "not";

  /** How bad a word is. */
  enum Severity {
    MILD(0.7),
    STRONG(0.9),
    SEVERE(0.95);

    private final double score;

    Severity(double score) {
      this.score = score;
    }

    double score() {
      return score;
    }

    String category() {
      return "profanity." + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One word or phrase.
   *
   * @param open whether a longer word that begins so counts too
   */
  record Word(String text, Severity severity, boolean open) {}

  ProfanityWords {
    words = List.copyOf(words);
    innocent = Set.copyOf(innocent);
  }

  static ProfanityWords read() {
    try (InputStream list =
        Objects.requireNonNull(ProfanityWords.class.getResourceAsStream(LIST), LIST)) {
      var words = new ArrayList<Word>();
      var innocent = new HashSet<String>();
      for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          add(line, words, innocent);
        }
      }
      return new ProfanityWords(words, innocent);
    } catch (IOException e) {
      throw new UncheckedIOException("the list of offensive words is unreadable", e);
    }
  }

  private static void add(String line, List<Word> words, Set<String> innocent) {
    int bar = line.lastIndexOf('|');
    String head = line.substring(0, bar);
    boolean harmless = head.contains(INNOCENT);
    for (String entry : line.substring(bar + 1).split(",", -1)) {
      String word = entry.strip();
      boolean open = word.endsWith("+");
      String text = open ? word.substring(0, word.length() - 1) : word;
      if (harmless) {
        innocent.add(text);
      } else {
        String severity = head.substring(0, head.indexOf(' '));
        words.add(new Word(text, Severity.valueOf(severity.toUpperCase(Locale.ROOT)), open));
      }
    }
  }
}
