package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch of OpenAI's or Anthropic's: requests in one file, answers in another one, and a {@code
 * custom_id} that joins them. The files may come in any order. Each half waits for the other.
 */
final class BatchLog implements LogReader {
  private final Waiting asked;
  private final Waiting answered;

  BatchLog() {
    this(new Waiting(), new Waiting());
  }

  /**
   * With other bounds.
   *
   * @param asked requests without their answers
   * @param answered answers without their requests
   */
  BatchLog(Waiting asked, Waiting answered) {
    this.asked = asked;
    this.answered = answered;
  }

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
      asked(entry, id, place, pairs, skipped);
    } else {
      answered(entry, id, place, pairs, skipped);
    }
  }

  private void asked(
      JsonNode request, String id, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    List<JsonNode> answer = answered.take(id);
    if (!answer.isEmpty()) {
      pairs.accept(pair(request, id, answer(answer.getFirst())));
    } else if (asked.has(id)) {
      skipped.tell("its `custom_id` is that of another request; import one batch at a time", place);
    } else if (!asked.put(id, request)) {
      skipped.tell(asked.full(), place);
    }
  }

  private void answered(
      JsonNode entry, String id, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    List<JsonNode> request = asked.take(id);
    if (!request.isEmpty()) {
      pairs.accept(pair(request.getFirst(), id, answer(entry)));
    } else if (answer(entry) != null && !answered.has(id) && !answered.put(id, entry)) {
      skipped.tell(answered.full(), place);
    }
  }

  @Override
  public void end(Consumer<LoggedPair> pairs, Skipped skipped) {
    asked.drain((id, request) -> pairs.accept(pair(request.getFirst(), id, null)));
    answered.drain((id, _) ->
        skipped.tell("an answer without its request; name the file of requests, too", id));
  }

  private static LoggedPair pair(JsonNode entry, String id, @Nullable LoggedAnswer answer) {
    JsonNode body = entry.has("body") ? entry.path("body") : entry.path("params");
    String path = entry.has("params") ? "/messages" : JsonLines.text(entry, "url");
    return new LoggedPair(id, Addresses.path(path), body, answer, JsonLines.text(body, "user"));
  }

  /** Null where the request failed. */
  private static @Nullable LoggedAnswer answer(JsonNode entry) {
    JsonNode message = entry.path("result").path("message");
    return LoggedAnswer.of(message.isObject() ? message : entry.path("response").path("body"));
  }
}
