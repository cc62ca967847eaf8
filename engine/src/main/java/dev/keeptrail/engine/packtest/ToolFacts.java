package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.argument.JsonText;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The tool calls of an answer and the tool results of a request, as facts. */
final class ToolFacts {
  private ToolFacts() {}

  /** The calls that the model asks for, in the order of the answer. */
  static List<Fact> calls(JsonNode completion) {
    List<Fact> facts = new ArrayList<>();
    JsonNode choices = completion.path("choices");
    for (int choice = 0; choice < choices.size(); choice++) {
      JsonNode calls = choices.path(choice).path("message").path("tool_calls");
      for (int at = 0; at < calls.size(); at++) {
        String pointer = "/choices/" + choice + "/message/tool_calls/" + at;
        facts.add(call(calls.path(at), pointer, facts.size()));
      }
    }
    return facts;
  }

  /** What tools answered, as the client sends it. */
  static List<Fact> results(JsonNode request) {
    Map<String, String> names = namesOfCalls(request);
    List<Fact> facts = new ArrayList<>();
    JsonNode messages = request.path("messages");
    for (int at = 0; at < messages.size(); at++) {
      JsonNode message = messages.path(at);
      String role = message.path("role").asString("");
      if (role.equals("tool") || role.equals("function")) {
        facts.add(result(message, "/messages/" + at, facts.size(), names));
      }
    }
    return facts;
  }

  private static Fact call(JsonNode call, String pointer, int index) {
    Map<String, Value> fields = new LinkedHashMap<>();
    boolean custom = call.has("custom");
    JsonNode function = custom ? call.path("custom") : call.path("function");
    putText(fields, "id", call.path("id"));
    putText(fields, "name", function.path("name"));
    JsonNode passed = function.path(custom ? "input" : "arguments");
    (custom ? Optional.of(JsonText.of(passed)) : arguments(passed))
        .filter(value -> !(value instanceof Value.Nothing))
        .ifPresent(value -> fields.put("arguments", value));
    fields.put("index", new Value.Decimal(index));
    return new Fact(FactType.TOOL_CALL, pointer, fields);
  }

  /** As the gateway reads them: what is no JSON is missing, and no text at all is no arguments. */
  private static Optional<Value> arguments(JsonNode passed) {
    if (!passed.isString()) {
      return Optional.of(JsonText.of(passed));
    }
    String written = passed.stringValue();
    return written.isBlank() ? Optional.of(new Value.Mapping(Map.of())) : JsonValues.parse(written);
  }

  private static Fact result(
      JsonNode message, String pointer, int index, Map<String, String> names) {
    Map<String, Value> fields = new LinkedHashMap<>();
    putText(fields, "call", message.path("tool_call_id"));
    String name = names.get(message.path("tool_call_id").asString(""));
    if (message.path("name").isString()) {
      putText(fields, "name", message.path("name"));
    } else if (name != null) {
      fields.put("name", new Value.Text(name));
    }
    String text = text(message.path("content"));
    fields.put("text", new Value.Text(text));
    JsonValues.parse(text).ifPresent(value -> fields.put("value", value));
    fields.put("index", new Value.Decimal(index));
    return new Fact(FactType.TOOL_RESULT, pointer, fields);
  }

  private static Map<String, String> namesOfCalls(JsonNode request) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode message : request.path("messages")) {
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode name = call.path("function").path("name");
        if (call.path("id").isString() && name.isString()) {
          names.put(call.path("id").stringValue(), name.stringValue());
        }
      }
    }
    return names;
  }

  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }

  private static void putText(Map<String, Value> fields, String name, JsonNode node) {
    if (node.isString()) {
      fields.put(name, new Value.Text(node.stringValue()));
    }
  }
}
