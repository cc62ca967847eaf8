package dev.keeptrail.language.kind;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The type of one setting of a policy kind; what the checker holds a pack's value against. */
public sealed interface SettingType {
  /** A string of at most {@code maxLength} UTF-16 units. */
  record Text(int maxLength) implements SettingType {}

  /**
   * A switch.
   *
   * @param beside what it goes with when it is on: settings of the same block, each with the words
   *     that it may have then
   */
  record Bool(Map<String, List<String>> beside) implements SettingType {
    public Bool {
      beside = Map.copyOf(beside);
    }

    public Bool() {
      this(Map.of());
    }
  }

  /** A whole number, bounds inclusive. */
  record Int(long min, long max) implements SettingType {}

  /**
   * One of a closed list of whole numbers, such as those of articles.
   *
   * @param numbers at least one
   * @param unavailable documented numbers that nothing here can do, each with why
   */
  record OneNumber(List<Long> numbers, Map<Long, String> unavailable) implements SettingType {
    public OneNumber {
      numbers = List.copyOf(numbers);
      unavailable = Map.copyOf(unavailable);
    }
  }

  /** A finite decimal number, bounds inclusive. */
  record Decimal(double min, double max) implements SettingType {}

  /**
   * One of a closed list of words.
   *
   * @param needs words that mean something only beside another setting of the same block, each with
   *     that setting's name
   * @param unavailable documented words that nothing here can do, each with why
   */
  record Choice(List<String> words, Map<String, String> needs, Map<String, String> unavailable)
      implements SettingType {
    public Choice {
      words = List.copyOf(words);
      needs = Map.copyOf(needs);
      unavailable = Map.copyOf(unavailable);
    }

    public Choice(List<String> words, Map<String, String> needs) {
      this(words, needs, Map.of());
    }

    public Choice(List<String> words) {
      this(words, Map.of());
    }
  }

  /**
   * A regular expression that the linear-time engine (RE2 syntax) accepts.
   *
   * @param misreadWords words that authors write here for something else, such as the name of a
   *     category, each with advice; such a word stays a pattern and gives a warning with the advice
   */
  record Regex(Map<String, String> misreadWords) implements SettingType {
    public Regex {
      misreadWords = Map.copyOf(misreadWords);
    }

    public Regex() {
      this(Map.of());
    }
  }

  /**
   * An object that names a secret and never holds one: {@code {env: NAME}}, {@code {file: path}} or
   * {@code {store: name}}.
   */
  record SecretReference() implements SettingType {}

  /**
   * Whatever JSON can say but {@code null}, such as a schema.
   *
   * @param maxValues how many values it may hold in all, itself included
   * @param mapping whether it must be a mapping
   */
  record Document(int maxValues, boolean mapping) implements SettingType {
    /** A mapping. */
    public Document(int maxValues) {
      this(maxValues, true);
    }
  }

  /**
   * A documented setting that nothing here can do: a pack that has it is refused rather than taken
   * for protected.
   *
   * @param why in words for the author
   */
  record Unavailable(String why) implements SettingType {}

  /** A list whose elements share one type, of at most {@code maxSize} elements. */
  record ListOf(SettingType element, int maxSize) implements SettingType {}

  /** A mapping from free keys to values of one type. */
  record MapOf(SettingType value, int maxSize) implements SettingType {}

  /**
   * A nested block with fields of its own.
   *
   * @param required names of the fields that must be written
   */
  record Block(List<Setting> fields, Set<String> required) implements SettingType {
    public Block {
      fields = List.copyOf(fields);
      required = Set.copyOf(required);
    }

    /** A block all of whose fields may be left out. */
    public Block(List<Setting> fields) {
      this(fields, Set.of());
    }
  }
}
