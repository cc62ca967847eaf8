package dev.keeptrail.gateway.messages;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the texts of a request for a message, and of the message. Stateless. */
final class MessagesTexts {
  private static final Voice TOOLS = new Voice(Channel.TOOL_DEFINITION, "request", -1);
  private static final Voice SYSTEM = new Voice(Channel.CONTENT, "system", -1);

  private MessagesTexts() {}

  static BodyTexts ofRequest(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(true);
    var blocks = new BlockTexts(collector, catalogue);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      switch (name) {
        // Checked against a pattern before, and recorded by name.
        case "model" -> {}
        case "messages" -> messages(collector, blocks, (ArrayNode) field.getValue());
        case Betas.MEMBER -> betas(collector, field.getValue());
        case "system" -> blocks.content(body, name, "", SYSTEM);
        case "tools" -> collector.member(body, name, "", TOOLS, Set.of("type"));
        case "mcp_servers" -> {
          // The provider would call servers that no rule here has seen.
          collector.unscanned("/mcp_servers", "mcp_servers");
          collector.field(body, name, "", Voice.REQUEST_METADATA);
        }
        case "container" -> {
          // What lies in it the model can read, and nothing of that comes by here.
          if (!field.getValue().isNull()) {
            collector.unscanned("/container", name);
          }
          collector.field(body, name, "", Voice.REQUEST_METADATA);
        }
        default -> collector.field(body, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void betas(TextCollector collector, JsonNode value) {
    ArrayNode betas = (ArrayNode) value;
    for (int at = 0; at < betas.size(); at++) {
      if (!Identifiers.isToken(betas.get(at).stringValue())) {
        collector.element(betas, at, "/" + Betas.MEMBER, Voice.REQUEST_METADATA);
      }
    }
  }

  private static void messages(TextCollector collector, BlockTexts blocks, ArrayNode messages) {
    for (int at = 0; at < messages.size(); at++) {
      var message = (ObjectNode) messages.get(at);
      String pointer = Places.child("/messages", at);
      var voice = new Voice(Channel.CONTENT, message.path("role").stringValue(), at);
      for (String name : message.propertyNames()) {
        switch (name) {
          case "role" -> {}
          case "content" -> blocks.content(message, name, pointer, voice);
          default -> collector.field(message, name, pointer, voice.in(Channel.METADATA));
        }
      }
    }
  }

  static BodyTexts ofAnswer(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(false);
    var voice = new Voice(Channel.CONTENT, "assistant", 0);
    for (String name : body.propertyNames()) {
      switch (name) {
        case "content" -> new BlockTexts(collector, catalogue).content(body, name, "", voice);
        case "id", "type", "role", "model", "stop_reason" -> token(collector, body, name, voice);
        case "stop_sequence" -> collector.member(body, name, "", voice.in(Channel.METADATA));
        default -> collector.field(body, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void token(TextCollector collector, ObjectNode body, String name, Voice voice) {
    if (!body.path(name).isNull()) {
      MediaTexts.token(collector, body, name, "", voice);
    }
  }
}
