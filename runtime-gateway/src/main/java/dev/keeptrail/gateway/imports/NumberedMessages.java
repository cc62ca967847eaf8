package dev.keeptrail.gateway.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages whose members are attributes of their own, with numbers in their names: {@code
 * gen_ai.prompt.0.role}, {@code llm.input_messages.0.message.tool_calls.0.tool_call.id}.
 */
final class NumberedMessages {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private NumberedMessages() {}

  /** The messages with this beginning, in their order; none where there are none. */
  static ArrayNode read(Map<String, JsonNode> attributes, String prefix) {
    ArrayNode messages = NODES.arrayNode();
    for (Map<String, JsonNode> members : numbered(attributes, prefix)) {
      messages.add(message(members));
    }
    return messages;
  }

  private static ObjectNode message(Map<String, JsonNode> members) {
    ObjectNode message = NODES.objectNode();
    message.put("role", text(members, "role", "user"));
    JsonNode content = members.get("content");
    message.set("content", content == null ? NODES.nullNode() : content);
    ArrayNode parts = NODES.arrayNode();
    for (Map<String, JsonNode> part : numbered(members, "contents.")) {
      String said = text(part, "message_content.text", "");
      if (!said.isEmpty()) {
        parts.addObject().put("type", "text").put("text", said);
      }
    }
    if (content == null && !parts.isEmpty()) {
      message.set("content", parts);
    }
    String answered = text(members, "tool_call_id", "");
    if (!answered.isEmpty() || text(members, "role", "").equals("tool")) {
      message.put("tool_call_id", answered.isEmpty() ? "unknown" : answered);
    }
    ArrayNode calls = calls(members);
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return message;
  }

  private static ArrayNode calls(Map<String, JsonNode> members) {
    ArrayNode calls = NODES.arrayNode();
    for (Map<String, JsonNode> call : numbered(members, "tool_calls.")) {
      ObjectNode one = calls.addObject();
      one.put("id", text(call, "id", ""));
      one.put("type", "function");
      one.putObject("function")
          .put("name", text(call, "name", text(call, "function.name", "")))
          .put("arguments", text(call, "arguments", text(call, "function.arguments", "{}")));
    }
    return calls;
  }

  /** The members of each number behind this beginning, without the names that only wrap them. */
  private static List<Map<String, JsonNode>> numbered(Map<String, JsonNode> from, String prefix) {
    TreeMap<Integer, Map<String, JsonNode>> byNumber = new TreeMap<>();
    from.forEach((name, value) -> {
      int dot = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
      String digits = dot < 0 ? "" : name.substring(prefix.length(), dot);
      if (isNumber(digits)) {
        String member = name.substring(dot + 1);
        String bare = unwrapped(unwrapped(member, "message."), "tool_call.");
        byNumber.computeIfAbsent(Integer.valueOf(digits), _ -> new TreeMap<>()).put(bare, value);
      }
    });
    return new ArrayList<>(byNumber.values());
  }

  private static boolean isNumber(String digits) {
    return !digits.isEmpty()
        && digits.length() < 9
        && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static String unwrapped(String name, String wrapper) {
    return name.startsWith(wrapper) ? name.substring(wrapper.length()) : name;
  }

  private static String text(Map<String, JsonNode> members, String name, String otherwise) {
    JsonNode value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
