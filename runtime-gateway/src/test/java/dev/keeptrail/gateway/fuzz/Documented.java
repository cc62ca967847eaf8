package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the documentation of two protocols asks of a request, as far as translations make one. */
final class Documented {
  private static final Set<String> CHAT =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "stop",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "user",
          "stream",
          "stream_options");
  private static final Set<String> MESSAGES =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "system",
          "temperature",
          "top_p",
          "stop_sequences",
          "tools",
          "tool_choice",
          "metadata",
          "stream");

  private Documented() {}

  /** Whether Anthropic would take it. */
  static void messages(ObjectNode asked) {
    require(MESSAGES.containsAll(asked.propertyNames()), "members of " + asked.propertyNames());
    require(asked.path("model").isString(), "no model");
    require(asked.path("max_tokens").isIntegralNumber(), "no max_tokens");
    require(asked.path("max_tokens").longValue() >= 1, "max_tokens below 1");
    require(!asked.path("messages").isEmpty(), "no messages");
    require(asked.path("temperature").asDouble(0) <= 1, "temperature above 1");
    Set<String> open = new HashSet<>();
    for (JsonNode turn : asked.path("messages")) {
      boolean assistant = turn.path("role").stringValue().equals("assistant");
      require(assistant || turn.path("role").stringValue().equals("user"), "unknown role");
      JsonNode content = turn.path("content");
      require(!content.isEmpty() || !content.asString("").isEmpty(), "a turn without content");
      Set<String> calls = new HashSet<>();
      for (JsonNode block : content) {
        String type = block.path("type").stringValue();
        require(assistant || !type.equals("tool_use"), "a user who calls tools");
        require(!assistant || !type.equals("tool_result"), "an assistant with results");
        if (type.equals("text")) {
          require(!block.path("text").stringValue().isEmpty(), "an empty text block");
        } else if (type.equals("tool_use")) {
          require(block.path("input").isObject(), "an input that is no object");
          require(calls.add(block.path("id").stringValue()), "two calls with one id");
        } else if (type.equals("tool_result")) {
          require(open.remove(block.path("tool_use_id").stringValue()), "a result of no call");
        }
      }
      require(open.isEmpty(), "calls without results");
      open = calls;
    }
    for (JsonNode tool : asked.path("tools")) {
      require(tool.path("name").isString(), "a tool without a name");
      require(tool.at("/input_schema/type").asString("").equals("object"), "a tool without schema");
    }
    require(!asked.has("tool_choice") || asked.has("tools"), "a choice without tools");
  }

  /** Whether OpenAI would take it. */
  static void chat(ObjectNode asked) {
    require(CHAT.containsAll(asked.propertyNames()), "members of " + asked.propertyNames());
    require(!asked.path("messages").isEmpty(), "no messages");
    require(asked.path("stop").size() <= 4, "more than four stops");
    require(!asked.has("stop") || !asked.path("stop").isEmpty(), "no stops");
    Set<String> open = new HashSet<>();
    for (JsonNode message : asked.path("messages")) {
      String role = message.path("role").stringValue();
      if (role.equals("tool")) {
        require(open.remove(message.path("tool_call_id").stringValue()), "a result of no call");
        require(message.has("content"), "a result without content");
        continue;
      }
      require(open.isEmpty(), "calls without results");
      JsonNode content = message.path("content");
      boolean calls = message.has("tool_calls");
      require(content.isString() || !content.isEmpty() || calls, "a message without content");
      for (JsonNode call : message.path("tool_calls")) {
        require(call.path("type").asString("").equals("function"), "a call of no function");
        ObjectNode ignored = Reader.object(call.at("/function/arguments").stringValue());
        require(open.add(call.path("id").stringValue()), "two calls with one id");
      }
    }
    require(!asked.has("tool_choice") || asked.has("tools"), "a choice without tools");
    require(!asked.has("parallel_tool_calls") || asked.has("tools"), "parallel without tools");
  }
}
