package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * LiteLLM's standard logging payload, or a row of its table of spending, a line each: {@code
 * model}, {@code messages}, {@code response}, and {@code model_parameters} with the tools on offer.
 * Answers are in OpenAI's form whoever gave them.
 */
final class LiteLlmLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped) throws IOException {
    JsonLines.read(log, LiteLlmLog::pair, pairs, skipped);
  }

  private static Optional<LoggedPair> pair(JsonNode line, String place) {
    JsonNode messages = messages(line);
    if (messages == null) {
      return Optional.empty();
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("model", line.path("model").asString(""));
    request.set("messages", messages);
    JsonNode tools = line.path("model_parameters").path("tools");
    if (tools.isArray()) {
      request.set("tools", tools);
    }
    String id = JsonLines.text(line, "id", "request_id");
    String user = JsonLines.text(line, "end_user", "user");
    return Optional.of(
        new LoggedPair(
            id == null ? place : id,
            "/chat/completions",
            request,
            JsonLines.object(line.path("response")),
            user == null ? JsonLines.text(line.path("metadata"), "user_api_key_user_id") : user));
  }

  private static @Nullable JsonNode messages(JsonNode line) {
    JsonNode messages = line.path("messages");
    JsonNode read = messages.isString() ? JsonLines.parse(messages.stringValue()) : messages;
    if (read != null && read.isArray() && !read.isEmpty()) {
      return read;
    }
    // Rows of newer versions hold the request as it came, and no messages beside it.
    JsonNode whole = JsonLines.object(line.path("proxy_server_request"));
    JsonNode inside = whole == null ? null : whole.path("messages");
    return inside != null && inside.isArray() && !inside.isEmpty() ? inside : null;
  }
}
