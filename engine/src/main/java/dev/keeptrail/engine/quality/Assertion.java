package dev.keeptrail.engine.quality;

import dev.keeptrail.engine.argument.ArgumentSchemas;
import dev.keeptrail.engine.argument.JsonText;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked of a text.
 *
 * @param values what it is compared with
 * @param min the least that counts, of types that count
 * @param max the most
 * @param threshold of {@code contains-all} the share that must be there, of {@code levenshtein} the
 *     edits that may be needed
 * @param schemas the schema of JSON under an empty name, or none
 * @param pattern of {@code regex}
 */
public record Assertion(
    AssertionType type,
    boolean negate,
    boolean caseSensitive,
    List<String> values,
    OptionalDouble min,
    OptionalDouble max,
    OptionalDouble threshold,
    ArgumentSchemas schemas,
    @Nullable LinearPattern pattern) {
  private static final double EDITS = 5;

  public Assertion {
    values = List.copyOf(values);
  }

  /** How far the text does what is asked, 0 to 1. */
  public double score(String text) {
    double score = unnegated(text);
    return negate ? 1 - score : score;
  }

  /** Whether the text does what is asked. */
  public boolean holds(String text) {
    boolean holds =
        switch (type) {
          case CONTAINS_ALL -> unnegated(text) >= threshold.orElse(1);
          case LEVENSHTEIN -> distance(text) <= threshold.orElse(EDITS);
          case EQUALS,
              CONTAINS,
              CONTAINS_ANY,
              STARTS_WITH,
              ENDS_WITH,
              REGEX,
              IS_JSON,
              CONTAINS_JSON,
              LENGTH,
              WORD_COUNT,
              SENTENCE_COUNT ->
              unnegated(text) >= 1;
        };
    return holds != negate;
  }

  private double unnegated(String given) {
    String text = folded(given);
    return switch (type) {
      case EQUALS -> truth(values.stream().anyMatch(value -> text.equals(folded(value))));
      case CONTAINS, CONTAINS_ANY -> truth(found(text) > 0);
      case CONTAINS_ALL -> values.isEmpty() ? 1 : (double) found(text) / values.size();
      case STARTS_WITH -> truth(values.stream().anyMatch(value -> text.startsWith(folded(value))));
      case ENDS_WITH -> truth(values.stream().anyMatch(value -> text.endsWith(folded(value))));
      case REGEX -> truth(pattern != null && pattern.isFoundIn(given));
      case IS_JSON -> truth(fits(JsonText.whole(given)));
      case CONTAINS_JSON -> truth(fits(JsonText.first(given)));
      case LENGTH -> truth(within(given.codePointCount(0, given.length())));
      case WORD_COUNT -> truth(within(Counting.words(given)));
      case SENTENCE_COUNT -> truth(within(Counting.sentences(given)));
      case LEVENSHTEIN -> {
        int longest = Math.max(text.length(), folded(first()).length());
        yield longest == 0 ? 1 : Math.max(0, 1 - (double) distance(given) / longest);
      }
    };
  }

  private boolean fits(Optional<Value> json) {
    return json.isPresent() && schemas.fault("", json.get()).isEmpty();
  }

  private long found(String text) {
    return values.stream().filter(value -> text.contains(folded(value))).count();
  }

  private boolean within(long count) {
    return count >= min.orElse(0) && count <= max.orElse(Double.MAX_VALUE);
  }

  private int distance(String text) {
    return Counting.distance(folded(text), folded(first()));
  }

  private String first() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  private String folded(String text) {
    return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }
}
