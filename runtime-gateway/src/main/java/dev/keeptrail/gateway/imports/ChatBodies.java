package dev.keeptrail.gateway.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies of chat completions of what a log holds of a request and its answer. */
final class ChatBodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ChatBodies() {}

  /**
   * The request that a message, a list of them, a text, or an object with {@code messages} is; null
   * for anything else. An object keeps its other members, such as {@code tools}.
   */
  static @Nullable ObjectNode request(JsonNode said, String model) {
    ObjectNode request = NODES.objectNode();
    if (said.path("messages").isArray() || said.path("contents").isArray() || isItems(said)) {
      request.setAll((ObjectNode) said);
    } else if (said.isArray() && !said.isEmpty()) {
      request.set("messages", said);
    } else if (said.isObject() && said.has("role")) {
      request.putArray("messages").add(said);
    } else if (said.isString() && !said.stringValue().isEmpty()) {
      request.putArray("messages").addObject().put("role", "user").set("content", said);
    } else {
      return null;
    }
    if (!request.path("model").isString()) {
      request.put("model", model.isEmpty() ? "unknown" : model);
    }
    return request;
  }

  private static boolean isItems(JsonNode said) {
    return said.isObject() && said.has("input") && said.has("model");
  }

  /**
   * The answer that a message, a list with one, or a text is. An object that is no message is taken
   * for a whole answer. Null for anything else.
   */
  static @Nullable JsonNode answer(JsonNode said, String model) {
    JsonNode one = said.isArray() && said.size() == 1 ? said.path(0) : said;
    if (one.isObject() && !isMessage(one)) {
      return one;
    }
    ObjectNode message = NODES.objectNode();
    if (one.isObject()) {
      message.setAll((ObjectNode) one);
      if (!message.has("content")) {
        message.putNull("content");
      }
    } else if (one.isString()) {
      message.set("content", one);
    } else {
      return null;
    }
    message.put("role", "assistant");
    return answer(message, model);
  }

  /** Whether it is a message of a chat, and no whole answer that has a role as well. */
  private static boolean isMessage(JsonNode object) {
    boolean speaks = object.has("content") || object.has("tool_calls");
    return speaks && !object.has("choices") && !object.path("type").asString("").equals("message");
  }

  /** The answer with one choice. */
  static ObjectNode answer(ObjectNode message, String model) {
    ObjectNode answer = NODES.objectNode();
    answer.put("object", "chat.completion");
    answer.put("model", model);
    ArrayNode choices = answer.putArray("choices");
    ObjectNode choice = choices.addObject();
    choice.put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", message.has("tool_calls") ? "tool_calls" : "stop");
    return answer;
  }
}
