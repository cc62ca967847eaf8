package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every message of role {@code tool} or {@code function} of a request, in order. */
final class ToolResults {
  private final Map<String, String> names = new HashMap<>();
  private final ToolFacts facts = new ToolFacts();

  private ToolResults() {}

  static List<Fact> of(ObjectNode request) throws UnreadableToolException {
    var results = new ToolResults();
    JsonNode messages = request.path("messages");
    for (int at = 0; at < messages.size(); at++) {
      results.readMessage((ObjectNode) messages.get(at), Places.child("/messages", at));
    }
    return results.facts.all();
  }

  private void readMessage(ObjectNode message, String pointer) throws UnreadableToolException {
    String text = ToolFacts.textOf(message.path("content"));
    switch (message.path("role").asString("")) {
      case "assistant" -> remember(message.path("tool_calls"));
      case "tool" -> {
        String call = message.path("tool_call_id").asString("");
        facts.result(call, names.getOrDefault(call, ""), text, pointer);
      }
      case "function" -> facts.result("", message.path("name").asString(""), text, pointer);
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
}
