package dev.keeptrail.cli;

import dev.keeptrail.ledger.retention.Retention;
import dev.keeptrail.ledger.retention.Retention.Category;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Reads how long what is kept, from options and the environment. */
final class RetentionRules {
  static final String HOURS = "KEEPTRUSTS_EVENT_RETENTION_HOURS";
  static final String RULES = "KEEPTRAIL_RETENTION";

  private static final int MOST_HOURS = 10_000_000;

  private RetentionRules() {}

  /**
   * What holds.
   *
   * @param age of decisions that no rule names; null for what the environment says
   * @param keep rules such as {@code allow=90d}; empty for those of the environment
   */
  static Retention of(Map<String, String> environment, @Nullable Duration age, List<String> keep)
      throws CommandFailedException {
    String named = environment.getOrDefault(RULES, "").strip();
    List<String> rules =
        keep.isEmpty() && !named.isEmpty() ? Arrays.asList(named.split("[ ,]+")) : keep;
    Map<Category, Duration> read = new EnumMap<>(Category.class);
    for (String rule : rules) {
      int equals = rule.indexOf('=');
      Category category =
          Category.of(equals < 0 ? "" : rule.substring(0, equals)).orElseThrow(() -> wrong(rule));
      Duration before = read.put(category, lifetime(rule, rule.substring(equals + 1)));
      if (before != null) {
        throw new CommandFailedException(
            "two rules say how long `%s` is kept".formatted(category.word()),
            "leave one of them out");
      }
    }
    return new Retention(age == null ? hours(environment) : age, read);
  }

  private static Duration lifetime(String rule, String text) throws CommandFailedException {
    try {
      return new LifetimeConverter().convert(text);
    } catch (TypeConversionException _) {
      throw new CommandFailedException(
          "`%s` is no time in hours or days in `%s`".formatted(text, rule),
          "such as 1h, which is the least, or 90d");
    }
  }

  private static CommandFailedException wrong(String rule) {
    return new CommandFailedException(
        "`%s` says of nothing how long it is kept".formatted(rule),
        "such as allow=90d; allow, redact, escalate, block, capture and administration can be named");
  }

  private static @Nullable Duration hours(Map<String, String> environment)
      throws CommandFailedException {
    String text = environment.getOrDefault(HOURS, "").strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      int hours = Integer.parseInt(text);
      if (hours >= 1 && hours <= MOST_HOURS) {
        return Duration.ofHours(hours);
      }
    } catch (NumberFormatException _) {
      // Said below, with the remedy.
    }
    throw new CommandFailedException(
        "`%s` is not a value for `%s`".formatted(text, HOURS),
        "a whole number of hours, at least 1; 61320 are seven years");
  }
}
