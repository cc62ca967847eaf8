package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch of OpenAI's or Anthropic's: requests in one file, answers in another one, and a {@code
 * custom_id} that joins them. The files may come in any order. Each half waits for the other.
 */
final class BatchLog implements LogReader {
  private final Map<String, LoggedPair> asked = new LinkedHashMap<>();
  private final Map<String, LoggedAnswer> answered = new HashMap<>();

  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, this::entry, pairs, skipped);
  }

  private void entry(JsonNode entry, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    String id = JsonLines.text(entry, "custom_id");
    if (id == null) {
      skipped.tell("it has no `custom_id`", place);
    } else if (entry.has("body") || entry.has("params")) {
      asked(request(entry, id), place, pairs, skipped);
    } else {
      answered(id, answer(entry), pairs);
    }
  }

  private void asked(
      LoggedPair request, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    LoggedAnswer answer = answered.remove(request.id());
    if (answer != null) {
      pairs.accept(with(request, answer));
    } else if (asked.putIfAbsent(request.id(), request) != null) {
      skipped.tell("its `custom_id` is that of another request; import one batch at a time", place);
    }
  }

  private void answered(String id, @Nullable LoggedAnswer answer, Consumer<LoggedPair> pairs) {
    LoggedPair request = asked.remove(id);
    if (request != null) {
      pairs.accept(with(request, answer));
    } else if (answer != null) {
      answered.put(id, answer);
    }
  }

  @Override
  public void end(Consumer<LoggedPair> pairs, Skipped skipped) {
    asked.values().forEach(pairs);
    answered
        .keySet()
        .forEach(id ->
            skipped.tell("an answer without its request; name the file of requests, too", id));
    asked.clear();
    answered.clear();
  }

  private static LoggedPair request(JsonNode entry, String id) {
    JsonNode body = entry.has("body") ? entry.path("body") : entry.path("params");
    String path = entry.has("params") ? "/messages" : JsonLines.text(entry, "url");
    return new LoggedPair(id, Addresses.path(path), body, null, JsonLines.text(body, "user"));
  }

  /** Null where the request failed. */
  private static @Nullable LoggedAnswer answer(JsonNode entry) {
    JsonNode message = entry.path("result").path("message");
    return LoggedAnswer.of(message.isObject() ? message : entry.path("response").path("body"));
  }

  private static LoggedPair with(LoggedPair request, @Nullable LoggedAnswer answer) {
    return new LoggedPair(request.id(), request.path(), request.request(), answer, request.user());
  }
}
