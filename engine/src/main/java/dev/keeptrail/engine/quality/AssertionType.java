package dev.keeptrail.engine.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an assertion can ask of a text; the same text always gets the same answer. */
public enum AssertionType {
  EQUALS("equals"),
  CONTAINS("contains"),
  CONTAINS_ANY("contains-any"),
  CONTAINS_ALL("contains-all"),
  STARTS_WITH("starts-with"),
  ENDS_WITH("ends-with"),
  REGEX("regex"),
  IS_JSON("is-json"),
  CONTAINS_JSON("contains-json"),
  LENGTH("length"),
  WORD_COUNT("word-count"),
  SENTENCE_COUNT("sentence-count"),
  LEVENSHTEIN("levenshtein");

  private final String word;

  AssertionType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AssertionType::word).toList();
  }

  public static Optional<AssertionType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}
