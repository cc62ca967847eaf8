package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the texts of a request: everything a caller wrote, wherever it stands. */
final class RequestTexts {
  private static final Voice TOOLS = new Voice(Channel.TOOL_DEFINITION, "request", -1);
  private static final Voice PREDICTION = new Voice(Channel.CONTENT, "request", -1);
  private static final Set<String> TOOL_WORDS = Set.of("type");

  private RequestTexts() {}

  static BodyTexts of(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(true);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      switch (name) {
        // Checked against a pattern before, and recorded by name.
        case "model" -> {}
        case "messages" -> messages(collector, catalogue, (ArrayNode) value);
        case "tools", "functions" -> collector.member(body, name, "", TOOLS, TOOL_WORDS);
        case "prediction" -> collector.member(body, name, "", PREDICTION);
        default -> collector.field(body, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void messages(
      TextCollector collector, ToolCatalogue catalogue, ArrayNode messages) {
    for (int at = 0; at < messages.size(); at++) {
      var message = (ObjectNode) messages.get(at);
      new MessageTexts(collector, catalogue, message.path("role").stringValue(), at)
          .collect(message, Places.child("/messages", at));
    }
  }
}
