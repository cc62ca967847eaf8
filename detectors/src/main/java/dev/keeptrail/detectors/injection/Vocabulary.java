package dev.keeptrail.detectors.injection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of {@code words.txt}, each under the concept it stands for. Concepts are numbered in
 * the order in which they first appear.
 */
final class Vocabulary {
  private final Map<String, Integer> concepts = new LinkedHashMap<>();
  private final List<Word> words = new ArrayList<>();

  private Vocabulary() {}

  /** One word or phrase; a stem may be followed by more letters. */
  record Word(int concept, String text, boolean stem) {}

  static Vocabulary load() {
    var vocabulary = new Vocabulary();
    ResourceLines.of("words.txt").forEach(vocabulary::readLine);
    return vocabulary;
  }

  private void readLine(String line) {
    int end = 0;
    while (line.charAt(end) != ':' && line.charAt(end) != '=') {
      end++;
    }
    int concept = concepts.computeIfAbsent(line.substring(0, end), name -> concepts.size());
    String rest = line.substring(end + 1).strip();
    if (line.charAt(end) == '=') {
      words.add(new Word(concept, rest, false));
      return;
    }
    for (String word : rest.split("\\|", -1)) {
      boolean stem = word.endsWith("*");
      String text = stem ? word.substring(0, word.length() - 1) : word;
      words.add(new Word(concept, text, stem));
      PlainSpelling.of(text).forEach(plain -> words.add(new Word(concept, plain, stem)));
    }
  }

  List<Word> words() {
    return List.copyOf(words);
  }

  int concepts() {
    return concepts.size();
  }

  /**
   * The number of a concept.
   *
   * @throws IllegalArgumentException for a name that has no words
   */
  int concept(String name) {
    Integer number = concepts.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no words for concept " + name);
    }
    return number;
  }
}
