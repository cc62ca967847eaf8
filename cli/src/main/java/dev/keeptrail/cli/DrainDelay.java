package dev.keeptrail.cli;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a gateway serves on that is told to stop: as other times, or {@code 0s}. */
final class DrainDelay implements ITypeConverter<Duration> {
  static final String OPTION = "--drain-delay";

  /** Whoever stops a gateway waits for it. */
  private static final Duration MOST = Duration.ofMinutes(2);

  @Override
  public Duration convert(String text) {
    if (text.equals("0") || text.equals("0s")) {
      return Duration.ZERO;
    }
    Duration time;
    try {
      time = new DurationConverter().convert(text);
    } catch (TypeConversionException _) {
      time = MOST.plusNanos(1);
    }
    if (time.compareTo(MOST) > 0) {
      throw new TypeConversionException("expected a time up to 2m, such as 5s, or 0s");
    }
    return time;
  }

  /** What a command line says; zero where it says nothing that counts. */
  static Duration in(List<String> command) {
    Duration found = Duration.ZERO;
    for (int at = 0; at < command.size(); at++) {
      String word = command.get(at);
      String next = at + 1 < command.size() ? command.get(at + 1) : "";
      if (word.equals(OPTION) || word.startsWith(OPTION + "=")) {
        try {
          String said = word.equals(OPTION) ? next : word.substring(OPTION.length() + 1);
          found = new DrainDelay().convert(said);
        } catch (TypeConversionException _) {
          // The gateway refuses it.
        }
      }
    }
    return found;
  }

  /** As it was written, or nearly so. */
  static String shown(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
