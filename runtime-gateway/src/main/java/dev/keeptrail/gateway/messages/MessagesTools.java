package dev.keeptrail.gateway.messages;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool calls of a message and the tool results of a request. Stateless. */
final class MessagesTools {
  private MessagesTools() {}

  static List<Fact> calls(ObjectNode answer) throws UnreadableToolException {
    var facts = new ToolFacts();
    JsonNode blocks = answer.path("content");
    for (int at = 0; at < blocks.size(); at++) {
      JsonNode block = blocks.get(at);
      String type = block.path("type").asString("");
      String pointer = Places.child("/content", at);
      if (Blocks.isCall(type)) {
        facts.call(block.path("id"), block.path("name"), block.path("input"), pointer);
      } else if (type.endsWith("_use")) {
        throw ToolFacts.unknownCall(pointer);
      }
    }
    return facts.all();
  }

  static List<Fact> results(ObjectNode request) throws UnreadableToolException {
    var facts = new ToolFacts();
    Map<String, String> names = new HashMap<>();
    JsonNode messages = request.path("messages");
    for (int at = 0; at < messages.size(); at++) {
      JsonNode blocks = messages.path(at).path("content");
      String pointer = Places.child("/messages", at) + "/content";
      for (int block = 0; block < blocks.size(); block++) {
        if (blocks.get(block) instanceof ObjectNode object) {
          result(facts, names, object, Places.child(pointer, block));
        }
      }
    }
    return facts.all();
  }

  private static void result(
      ToolFacts facts, Map<String, String> names, ObjectNode block, String pointer)
      throws UnreadableToolException {
    String type = block.path("type").asString("");
    if (Blocks.isCall(type)) {
      names.put(block.path("id").asString(""), block.path("name").asString(""));
    } else if (Blocks.isResult(type)) {
      String call = block.path("tool_use_id").asString("");
      facts.result(
          call, names.getOrDefault(call, ""), ToolFacts.textOf(block.path("content")), pointer);
    }
  }
}
