package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The tool calls of a response and the tool results of a request. Stateless. */
final class ResponseTools {
  private ResponseTools() {}

  static List<Fact> calls(ObjectNode answer) throws UnreadableToolException {
    var facts = new ToolFacts();
    JsonNode items = answer.path("output");
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at) instanceof ObjectNode item) {
        call(facts, item, Places.child("/output", at));
      }
    }
    return facts.all();
  }

  private static void call(ToolFacts facts, ObjectNode item, String pointer)
      throws UnreadableToolException {
    String type = Items.typeOf(item);
    JsonNode id = item.has("call_id") ? item.path("call_id") : item.path("id");
    if (type.equals("custom_tool_call")) {
      facts.customCall(id, item.path("name"), item.path("input"), pointer);
    } else if (Items.isCall(type)) {
      facts.call(id, item.path("name"), item.path("arguments"), pointer);
    } else if (Items.isForeignCall(type)) {
      facts.call(id, StringNode.valueOf(type), passed(item), pointer);
    } else if (type.endsWith("_call")) {
      throw ToolFacts.unknownCall(pointer);
    }
  }

  /** What is passed on: one object where the protocol has one, else the members that say it. */
  private static JsonNode passed(ObjectNode item) {
    for (String whole : List.of("action", "operation")) {
      if (item.has(whole)) {
        return item.path(whole);
      }
    }
    ObjectNode members = item.objectNode();
    for (String name : List.of("actions", "code", "queries")) {
      if (item.has(name)) {
        members.set(name, item.path(name));
      }
    }
    return members.isEmpty() ? MissingNode.getInstance() : members;
  }

  static List<Fact> results(ObjectNode request) throws UnreadableToolException {
    var facts = new ToolFacts();
    Map<String, String> names = new HashMap<>();
    JsonNode items = request.path("input");
    for (int at = 0; at < items.size(); at++) {
      if (!(items.get(at) instanceof ObjectNode item)) {
        continue;
      }
      String type = Items.typeOf(item);
      String call = item.path("call_id").asString("");
      if (Items.isCall(type)) {
        names.put(call, item.path("name").asString(""));
      } else if (Items.isResult(type)) {
        facts.result(
            call,
            names.getOrDefault(call, ""),
            ToolFacts.textOf(item.path("output")),
            Places.child("/input", at));
      }
    }
    return facts.all();
  }
}
