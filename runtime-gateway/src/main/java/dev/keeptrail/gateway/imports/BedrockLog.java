package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.sse.SseEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon Bedrock's log of invocations, as it lies in S3, or as CloudWatch gives it out, with each
 * entry as a text in {@code message}. The bodies are those of the operation and of the model.
 */
final class BedrockLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, BedrockLog::entry, pairs, skipped);
  }

  private static void entry(
      JsonNode given, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    JsonNode told = given.has("modelId") ? null : JsonLines.object(given.path("message"));
    JsonNode entry = told == null ? given : told;
    JsonNode input = JsonLines.object(entry.path("input").path("inputBodyJson"));
    if (input == null) {
      skipped.tell(
          entry.path("input").has("inputBodyS3Path")
              ? "its body is in S3, where `inputBodyS3Path` says, and not in the log"
              : "no request that can be read",
          place);
      return;
    }
    String id = JsonLines.text(entry, "requestId");
    String user = JsonLines.text(entry.path("identity"), "arn");
    String model = entry.path("modelId").asString("unknown");
    JsonNode output = entry.path("output").path("outputBodyJson");
    pairs.accept(pair(id == null ? place : id, model, input, output, user));
  }

  private static LoggedPair pair(
      String id, String model, JsonNode input, JsonNode output, @Nullable String user) {
    if (input.has("anthropic_version")) {
      return new LoggedPair(
          id, "/messages", BedrockBodies.named(input, model), messages(output), user);
    }
    if (BedrockBodies.isConverse(input)) {
      ObjectNode answer = BedrockBodies.converseAnswer(output, model);
      return new LoggedPair(
          id,
          "/messages",
          BedrockBodies.converseRequest(input, model),
          LoggedAnswer.whole(answer),
          user);
    }
    if (input.has("messages")) {
      LoggedAnswer answer = output.isArray() ? events(output) : LoggedAnswer.of(output);
      return new LoggedPair(
          id, "/chat/completions", BedrockBodies.named(input, model), answer, user);
    }
    return new LoggedPair(
        id,
        "/completions",
        BedrockBodies.promptRequest(input, model),
        LoggedAnswer.whole(BedrockBodies.promptAnswer(output, model)),
        user);
  }

  private static @Nullable LoggedAnswer messages(JsonNode output) {
    return output.isArray() ? events(output) : LoggedAnswer.of(output);
  }

  /** A stream is logged as a list of the data of its events. */
  private static @Nullable LoggedAnswer events(JsonNode output) {
    List<SseEvent> events = new ArrayList<>();
    for (JsonNode event : output) {
      events.add(new SseEvent(JsonLines.text(event, "type"), event.toString()));
    }
    return events.isEmpty() ? null : new LoggedAnswer.Streamed(events);
  }
}
