package dev.keeptrail.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.keeptrail.gateway.telemetry.Sketch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gateway logs, and in which form. The configuration of the log reads both variables by
 * itself; here they are checked, for it would fall silent, or tell everything, at a word that it
 * does not know.
 */
final class Logging {
  static final String LEVEL = "KEEPTRAIL_LOG";
  static final String FORMAT = "KEEPTRAIL_LOG_FORMAT";

  private static final String USUAL_LEVEL = "warn";
  private static final List<String> LEVELS =
      List.of("off", "error", "warn", "info", "debug", "trace");

  private Logging() {}

  /** Before a gateway starts. An option comes before the variable. */
  static void begin(Map<String, String> environment, @Nullable LogLayout option)
      throws CommandFailedException {
    String level = level(environment.getOrDefault(LEVEL, "").strip());
    LogLayout layout = option == null ? layout(environment) : option;
    boolean asItStands = level.equals(environment.getOrDefault(LEVEL, USUAL_LEVEL));
    asItStands &=
        layout.appender().equals(environment.getOrDefault(FORMAT, LogLayout.TEXT.appender()));
    if (!asItStands) {
      System.setProperty(LEVEL, level);
      System.setProperty(FORMAT, layout.appender());
      readAgain();
    }
    tellWhatEndsThreads();
  }

  /** WHY: the JVM would print messages, which can repeat content, over many lines. */
  private static void tellWhatEndsThreads() {
    Logger log = LoggerFactory.getLogger(Logging.class);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
        log.error(
            "the thread `{}` has ended by a fault; start the gateway again if it is missed: {}",
            thread.getName(),
            Sketch.of(failure)));
  }

  private static String level(String word) throws CommandFailedException {
    if (word.isEmpty()) {
      return USUAL_LEVEL;
    }
    if (LEVELS.contains(word.toLowerCase(Locale.ROOT))) {
      return word;
    }
    throw new CommandFailedException(
        "`%s` is not a value for `%s`".formatted(word, LEVEL), "error, warn, info or debug");
  }

  private static LogLayout layout(Map<String, String> environment) throws CommandFailedException {
    String word = environment.getOrDefault(FORMAT, "").strip();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "text", "plain" -> LogLayout.TEXT;
      case "json" -> LogLayout.JSON;
      default ->
          throw new CommandFailedException(
              "`%s` is not a value for `%s`".formatted(word, FORMAT), "text or json");
    };
  }

  /** Loggers are there as soon as a class that logs is, which is before options are read. */
  private static void readAgain() throws CommandFailedException {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("something else than Logback logs");
    }
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException unreadable) {
      throw new CommandFailedException("the configuration of the log cannot be read", null);
    }
  }
}
