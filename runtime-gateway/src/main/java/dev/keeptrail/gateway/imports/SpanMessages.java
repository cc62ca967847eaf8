package dev.keeptrail.gateway.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the messages of OpenTelemetry's conventions for generative AI to a chat completion request
 * and its answer. Messages have a role and parts; parts are texts, calls of tools, what those
 * answered, reasoning, or something else, which stays as it is.
 */
final class SpanMessages {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, JsonNode> attributes;

  SpanMessages(Map<String, JsonNode> attributes) {
    this.attributes = attributes;
  }

  /** Null when the span holds no messages. */
  @Nullable ObjectNode request() {
    JsonNode input = list("gen_ai.input.messages");
    if (input == null || input.isEmpty()) {
      return null;
    }
    ObjectNode request = NODES.objectNode();
    request.put("model", model("gen_ai.request.model", "gen_ai.response.model"));
    ArrayNode messages = request.putArray("messages");
    JsonNode system = list("gen_ai.system_instructions");
    if (system != null && !system.isEmpty()) {
      messages.addObject().put("role", "system").put("content", text(system));
    }
    input.forEach(message -> add(message, messages));
    return request;
  }

  /** Null when the span holds no answer. */
  @Nullable ObjectNode answer() {
    JsonNode output = list("gen_ai.output.messages");
    if (output == null || output.isEmpty()) {
      return null;
    }
    ObjectNode answer = NODES.objectNode();
    answer.put("object", "chat.completion");
    answer.put("model", model("gen_ai.response.model", "gen_ai.request.model"));
    ArrayNode choices = answer.putArray("choices");
    for (JsonNode message : output) {
      ObjectNode choice = choices.addObject();
      choice.put("index", choices.size() - 1);
      choice.set("message", spoken(message, "assistant"));
      choice.put("finish_reason", "stop");
    }
    return answer;
  }

  private void add(JsonNode message, ArrayNode messages) {
    boolean answered = false;
    for (JsonNode part : message.path("parts")) {
      if (part.path("type").asString("").equals("tool_call_response")) {
        JsonNode result = part.has("response") ? part.path("response") : part.path("result");
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", part.path("id").asString(""))
            .put("content", result.isString() ? result.stringValue() : result.toString());
        answered = true;
      }
    }
    if (!answered) {
      messages.add(spoken(message, message.path("role").asString("user")));
    }
  }

  private static ObjectNode spoken(JsonNode message, String role) {
    ObjectNode spoken = NODES.objectNode();
    spoken.put("role", role);
    spoken.put("content", text(message.path("parts")));
    ArrayNode calls = NODES.arrayNode();
    for (JsonNode part : message.path("parts")) {
      if (part.path("type").asString("").equals("tool_call")) {
        JsonNode arguments = part.path("arguments");
        ObjectNode call = calls.addObject();
        call.put("id", part.path("id").asString(""));
        call.put("type", "function");
        call.putObject("function")
            .put("name", part.path("name").asString(""))
            .put(
                "arguments", arguments.isString() ? arguments.stringValue() : arguments.toString());
      }
    }
    if (!calls.isEmpty()) {
      spoken.set("tool_calls", calls);
    }
    return spoken;
  }

  private static String text(JsonNode parts) {
    var text = new StringBuilder();
    for (JsonNode part : parts) {
      String content = part.path("content").asString("");
      if (!content.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(content);
      }
    }
    return text.toString();
  }

  private @Nullable JsonNode list(String name) {
    JsonNode value = attributes.get(name);
    JsonNode read =
        value != null && value.isString() ? JsonLines.parse(value.stringValue()) : value;
    return read != null && read.isArray() ? read : null;
  }

  private String model(String... names) {
    for (String name : names) {
      JsonNode value = attributes.get(name);
      if (value != null && value.isString() && !value.stringValue().isEmpty()) {
        return value.stringValue();
      }
    }
    return "unknown";
  }
}
