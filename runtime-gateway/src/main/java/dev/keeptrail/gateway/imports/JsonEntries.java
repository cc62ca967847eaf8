package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Logs of many entries: one JSON value a line, or one array of all, alone or in an object as APIs
 * answer. Which it is shows at the beginning.
 */
final class JsonEntries {
  /** Where APIs put their lists. */
  private static final List<String> LISTS = List.of("data", "events", "requests", "records");

  private JsonEntries() {}

  /** Reads one entry. */
  @FunctionalInterface
  interface Reading {
    /**
     * Hands on what an entry holds.
     *
     * @param place where it stands, such as {@code line 7}
     */
    void read(JsonNode entry, String place, Consumer<LoggedPair> pairs, Skipped skipped);
  }

  /** Hands on what the entries hold, in their order. */
  static void read(LogText log, Reading reading, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    LogText.Line first = log.next();
    while (first != null && first.text() != null && first.text().isBlank()) {
      first = log.next();
    }
    if (first == null) {
      return;
    }
    @Nullable String text = first.text();
    JsonNode one = text == null ? null : JsonLines.parse(text);
    if (one == null && text != null && isOpen(text)) {
      String rest = log.rest(text + "\n");
      JsonNode whole = JsonLines.parse(rest);
      if (whole == null) {
        LogText again = log.again(new StringReader(rest));
        lines(again, again.next(), reading, pairs, skipped);
        return;
      }
      one = whole;
      first = null;
    }
    JsonNode list = one == null ? null : list(one);
    if (list == null) {
      if (first == null && one != null) {
        reading.read(one, log.place("entry 0"), pairs, skipped);
      }
      lines(log, first, reading, pairs, skipped);
      return;
    }
    int number = 0;
    for (JsonNode entry : list) {
      reading.read(entry, log.place("entry " + number++), pairs, skipped);
    }
    // Some write one answer of an API a line.
    LogText.Line more = log.next();
    if (more != null) {
      lines(log, more, reading, pairs, skipped);
    }
  }

  /** Whether a line begins a value that goes on below it. */
  private static boolean isOpen(String line) {
    String text = line.strip();
    return text.startsWith("[") || text.startsWith("{");
  }

  private static void lines(
      LogText log,
      LogText.@Nullable Line first,
      Reading reading,
      Consumer<LoggedPair> pairs,
      Skipped skipped)
      throws IOException {
    for (LogText.Line line = first; line != null; line = log.next()) {
      String place = log.place("line " + line.number());
      @Nullable String text = line.text();
      if (text == null) {
        skipped.tell(log.tooLong(), place);
      } else if (!text.isBlank()) {
        JsonNode entry = JsonLines.parse(text);
        if (entry == null) {
          skipped.tell("it is no JSON", place);
        } else {
          one(entry, place, reading, pairs, skipped);
        }
      }
    }
  }

  private static void one(
      JsonNode entry, String place, Reading reading, Consumer<LoggedPair> pairs, Skipped skipped) {
    JsonNode list = list(entry);
    if (list == null) {
      reading.read(entry, place, pairs, skipped);
      return;
    }
    int number = 0;
    for (JsonNode inside : list) {
      reading.read(inside, place + " entry " + number++, pairs, skipped);
    }
  }

  /** Null for a value that is an entry itself. */
  private static @Nullable JsonNode list(JsonNode value) {
    if (value.isArray()) {
      return value;
    }
    for (String name : LISTS) {
      if (value.path(name).isArray() && value.path(name).path(0).isObject()) {
        return value.path(name);
      }
    }
    return null;
  }
}
