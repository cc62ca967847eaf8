package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tools answered, as facts: every message of role {@code tool} or {@code function} of a
 * request, in order.
 */
final class ToolResults {
  /** Bounds what rules that join results with each other can cost. */
  static final int MAX = 1_000;

  private static final String WHAT = "a tool result of the request";

  private final Map<String, String> names = new HashMap<>();
  private final List<Fact> facts = new ArrayList<>();

  private ToolResults() {}

  static List<Fact> of(ObjectNode request) throws UnreadableToolException {
    var results = new ToolResults();
    JsonNode messages = request.path("messages");
    for (int at = 0; at < messages.size(); at++) {
      results.readMessage((ObjectNode) messages.get(at), Places.child("/messages", at));
    }
    return List.copyOf(results.facts);
  }

  private void readMessage(ObjectNode message, String pointer) throws UnreadableToolException {
    switch (message.path("role").asString("")) {
      case "assistant" -> remember(message.path("tool_calls"));
      case "tool" -> {
        String call = message.path("tool_call_id").asString("");
        add(message, call, names.getOrDefault(call, ""), pointer);
      }
      case "function" -> add(message, "", message.path("name").asString(""), pointer);
      default -> {
        // Nobody else's messages are results.
      }
    }
  }

  private void remember(JsonNode calls) {
    for (JsonNode call : calls) {
      String name = call.path("function").path("name").asString("");
      names.put(
          call.path("id").asString(""),
          name.isEmpty() ? call.path("custom").path("name").asString("") : name);
    }
  }

  private void add(ObjectNode message, String call, String name, String pointer)
      throws UnreadableToolException {
    if (facts.size() == MAX) {
      throw new UnreadableToolException(
          "the request holds more than " + MAX + " tool results", "/messages");
    }
    String text = text(message.path("content"));
    Map<String, Value> fields = new LinkedHashMap<>();
    putUnlessEmpty("call", call, fields);
    putUnlessEmpty("name", name, fields);
    fields.put("text", new Value.Text(text));
    JsonValues.parse(text, WHAT, pointer)
        .filter(value -> !(value instanceof Value.Nothing))
        .ifPresent(value -> fields.put("value", value));
    fields.put("index", new Value.Decimal(facts.size()));
    facts.add(new Fact(FactType.TOOL_RESULT, pointer, fields));
  }

  private static void putUnlessEmpty(String name, String value, Map<String, Value> fields) {
    if (!value.isEmpty()) {
      fields.put(name, new Value.Text(value));
    }
  }

  /** The text of a content; parts stand on lines of their own. */
  private static String text(JsonNode content) {
    if (!(content instanceof ArrayNode parts)) {
      return content.asString("");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : parts) {
      if (part.path("text").isString()) {
        texts.add(part.path("text").stringValue());
      }
    }
    return String.join("\n", texts);
  }
}
