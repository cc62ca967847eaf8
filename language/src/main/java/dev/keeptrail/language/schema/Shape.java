package dev.keeptrail.language.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a value of a pack may look like, before anything is looked up. */
public sealed interface Shape {
  /**
   * A text.
   *
   * @param pattern what all of it must match, in the syntax that RE2 and ECMAScript share; null for
   *     any text
   * @param examples texts to offer
   */
  record Text(int maxLength, @Nullable String pattern, List<String> examples) implements Shape {
    public Text {
      examples = List.copyOf(examples);
    }

    static Text upTo(int maxLength) {
      return new Text(maxLength, null, List.of());
    }
  }

  record Truth() implements Shape {}

  /** A whole number, bounds inclusive. */
  record Whole(long min, long max) implements Shape {}

  /** A number, bounds inclusive. */
  record Decimal(double min, double max) implements Shape {}

  /**
   * One of a closed list of words.
   *
   * @param needs words that ask for another key beside theirs, each with that key
   */
  record Words(List<Word> words, Map<String, String> needs) implements Shape {
    public Words {
      words = List.copyOf(words);
      needs = Map.copyOf(needs);
    }

    public Words(List<Word> words) {
      this(words, Map.of());
    }

    static Words of(List<String> words) {
      return new Words(words.stream().map(word -> new Word(word, "")).toList());
    }
  }

  /** Known words, or another text. */
  record Open(List<Word> words, Text other) implements Shape {
    public Open {
      words = List.copyOf(words);
    }
  }

  /** A regular expression in RE2 syntax. */
  record Regex() implements Shape {}

  /** A condition or a value of the expression language, written as a text. */
  record Expression() implements Shape {}

  /** Whatever JSON can say. */
  record Anything() implements Shape {}

  record Items(Shape element, int min, int max) implements Shape {}

  /** Free keys, values of one shape. */
  record Entries(Shape value, int max) implements Shape {}

  /**
   * A mapping with named keys and no others.
   *
   * @param oneOf keys of which exactly one must be there; empty for no such rule
   */
  record Fields(List<Field> fields, List<String> oneOf) implements Shape {
    public Fields {
      fields = List.copyOf(fields);
      oneOf = List.copyOf(oneOf);
    }

    static Fields of(Field... fields) {
      return new Fields(List.of(fields), List.of());
    }

    public Optional<Field> field(String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Whether nothing at all may stand where the mapping is expected. */
    boolean mayBeEmpty() {
      return oneOf.isEmpty()
          && fields.stream().noneMatch(field -> field.standing() == Field.Standing.REQUIRED);
    }
  }

  /** Any one of these. */
  record Either(List<Shape> shapes) implements Shape {
    public Either {
      shapes = List.copyOf(shapes);
    }
  }

  /**
   * The policies of a pack by name: the name of a kind stands for that kind, another name says its
   * kind, or has rules.
   *
   * @param kinds the block of each kind, by the kind's name
   */
  record Policies(Map<String, Fields> kinds) implements Shape {
    public Policies {
      kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** The block of a policy whose kind is written or implied so. */
    public Optional<Fields> block(String kind) {
      return Optional.ofNullable(kinds.get(kind));
    }
  }
}
