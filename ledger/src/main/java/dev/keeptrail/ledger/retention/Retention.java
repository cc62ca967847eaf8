package dev.keeptrail.ledger.retention;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long what is kept.
 *
 * @param decisions how long decisions are kept that no rule names; null for ever
 * @param rules how long what a rule names is kept
 */
public record Retention(@Nullable Duration decisions, Map<Category, Duration> rules) {
  public Retention {
    var ordered = new EnumMap<Category, Duration>(Category.class);
    ordered.putAll(rules);
    rules = ordered;
  }

  /** What rules can name. */
  public enum Category {
    ALLOW,
    REDACT,
    ESCALATE,
    BLOCK,
    /** What was captured of exchanges; it goes with its decision at the latest. */
    CAPTURE,
    /** The trail; kept for ever where no rule names it. */
    ADMINISTRATION;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Category> of(String word) {
      return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /** Whether anything is ever pruned. */
  public boolean isForEver() {
    return decisions == null && rules.isEmpty();
  }

  /** How long this is kept; empty for ever. */
  public Optional<Duration> of(Category category) {
    Duration rule = rules.get(category);
    if (rule != null) {
      return Optional.of(rule);
    }
    return switch (category) {
      case ALLOW, REDACT, ESCALATE, BLOCK -> Optional.ofNullable(decisions);
      case CAPTURE, ADMINISTRATION -> Optional.empty();
    };
  }

  /** For records. */
  public String summary() {
    return Stream.of(Category.values())
        .filter(category -> of(category).isPresent())
        .map(category -> category.word() + "=" + of(category).orElseThrow().toHours() + "h")
        .collect(Collectors.joining(" "));
  }
}
