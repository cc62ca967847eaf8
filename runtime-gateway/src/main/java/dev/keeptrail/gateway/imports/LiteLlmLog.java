package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * LiteLLM's standard logging payload, or a row of its table of spending: {@code model}, {@code
 * messages}, {@code response}, and {@code model_parameters} with the tools on offer. Answers are in
 * OpenAI's form whoever gave them, but those of responses and messages, which say what they are.
 */
final class LiteLlmLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, LiteLlmLog::row, pairs, skipped);
  }

  private static void row(JsonNode row, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    JsonNode answer = JsonLines.object(row.path("response"));
    String path = path(answer);
    ObjectNode request = request(row, path);
    if (request == null) {
      skipped.tell(
          row.has("messages")
              ? "it holds no messages; LiteLLM keeps them with `store_prompts_in_spend_logs: true`"
              : "no request that can be read",
          place);
      return;
    }
    String id = JsonLines.text(row, "id", "request_id");
    String user = JsonLines.text(row, "end_user", "user");
    pairs.accept(
        new LoggedPair(
            id == null ? place : id,
            path,
            request,
            answer == null || answer.isEmpty() ? null : LoggedAnswer.whole(answer),
            user == null ? JsonLines.text(row.path("metadata"), "user_api_key_user_id") : user));
  }

  private static String path(@Nullable JsonNode answer) {
    if (answer != null && answer.path("object").asString("").equals("response")) {
      return "/responses";
    }
    boolean message = answer != null && answer.path("type").asString("").equals("message");
    return message ? "/messages" : "/chat/completions";
  }

  private static @Nullable ObjectNode request(JsonNode row, String path) {
    String member = path.equals("/responses") ? "input" : "messages";
    JsonNode said = said(row, member);
    if (said == null) {
      return null;
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("model", row.path("model").asString(""));
    request.set(member, said);
    JsonNode tools = row.path("model_parameters").path("tools");
    if (tools.isArray()) {
      request.set("tools", tools);
    }
    return request;
  }

  private static @Nullable JsonNode said(JsonNode row, String member) {
    JsonNode messages = row.path("messages");
    JsonNode parsed = messages.isString() ? JsonLines.parse(messages.stringValue()) : messages;
    if (isSaid(parsed)) {
      return parsed;
    }
    // Rows of newer versions hold the request as it came, and no messages beside it.
    JsonNode whole = JsonLines.object(row.path("proxy_server_request"));
    JsonNode inside = whole == null ? null : whole.path(member);
    if (isSaid(inside) || (inside != null && inside.isString())) {
      return inside;
    }
    return member.equals("input") && messages.isString() ? messages : null;
  }

  private static boolean isSaid(@Nullable JsonNode messages) {
    return messages != null && messages.isArray() && !messages.isEmpty();
  }
}
