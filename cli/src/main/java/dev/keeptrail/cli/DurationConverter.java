package dev.keeptrail.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long something may take: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 12h}. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** A hundred years: nanoseconds of more than three hundred do not fit where they are counted. */
  private static final Duration MOST = Duration.ofDays(36_500);

  @Override
  public Duration convert(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (matcher.matches()) {
      Duration time = time(Long.parseLong(matcher.group(1)), matcher.group(2));
      if (time.isPositive() && time.compareTo(MOST) <= 0) {
        return time;
      }
    }
    throw new TypeConversionException(
        "expected a time above zero and up to 36500d, such as 500ms, 30s, 2m, 12h or 7d");
  }

  private static Duration time(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
