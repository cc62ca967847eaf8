package dev.keeptrail.gateway.responses;

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

/** Finds the texts of a request for a response, and of the response. Stateless. */
final class ResponseTexts {
  private static final Voice TOOLS = new Voice(Channel.TOOL_DEFINITION, "request", -1);
  private static final Voice INSTRUCTIONS = new Voice(Channel.CONTENT, "system", -1);
  private static final Voice INPUT = new Voice(Channel.CONTENT, "user", 0);
  private static final Voice BESIDE = Voice.REQUEST_METADATA;

  /** Members whose value is not judged while it is a plain token or a number of the protocol. */
  private static final Set<String> PROTOCOL =
      Set.of("id", "object", "created_at", "completed_at", "model", "status", "service_tier");

  private ResponseTexts() {}

  static BodyTexts ofRequest(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(true);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      switch (name) {
        // Checked against a pattern before, and recorded by name.
        case "model" -> {}
        case "input" -> items(collector, catalogue, body, name, INPUT);
        case "instructions" -> collector.member(body, name, "", INSTRUCTIONS);
        case "tools" -> {
          collector.member(body, name, "", TOOLS, Set.of("type"));
          reached(collector, field.getValue());
        }
        case "previous_response_id", "conversation" ->
            elsewhere(collector, body, name, field.getValue());
        case "prompt" -> template(collector, body, field.getValue());
        default -> collector.field(body, name, "", BESIDE);
      }
    }
    return collector.finish();
  }

  /** What tools let the model read, or call, without anything of it coming by here. */
  private static void reached(TextCollector collector, JsonNode tools) {
    for (int at = 0; at < tools.size(); at++) {
      JsonNode tool = tools.path(at);
      String place = Places.child("/tools", at);
      if (tool.path("type").asString("").equals("mcp")) {
        collector.unscanned(place, "mcp_servers");
      }
      if (!tool.path("vector_store_ids").isEmpty()) {
        collector.unscanned(Places.child(place, "vector_store_ids"), "vector_store_ids");
      }
      if (tool.path("input_image_mask").isObject()) {
        collector.unscanned(Places.child(place, "input_image_mask"), "image");
      }
      JsonNode container = tool.path("container");
      if (container.isString() || !container.path("file_ids").isEmpty()) {
        collector.unscanned(Places.child(place, "container"), "container");
      }
    }
  }

  /** What the provider keeps is part of what the model reads, and nothing that can be judged. */
  private static void elsewhere(
      TextCollector collector, ObjectNode body, String name, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    collector.unscanned(Places.child("", name), name);
    if (value.isString()) {
      MediaTexts.token(collector, body, name, "", BESIDE);
    } else {
      collector.member(body, name, "", BESIDE);
    }
  }

  private static void template(TextCollector collector, ObjectNode body, JsonNode value) {
    if (!value.isNull()) {
      collector.unscanned("/prompt", "prompt");
      collector.member(body, "prompt", "", INPUT);
    }
  }

  private static void items(
      TextCollector collector, ToolCatalogue catalogue, ObjectNode body, String name, Voice voice) {
    if (body.path(name) instanceof ArrayNode items) {
      for (int at = 0; at < items.size(); at++) {
        ItemTexts.collect(collector, catalogue, items, at, "/" + name, voice.role());
      }
    } else {
      collector.member(body, name, "", voice);
    }
  }

  static BodyTexts ofAnswer(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(false);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      boolean protocol =
          PROTOCOL.contains(name)
              && (value.isNumber()
                  || (value.isString() && Identifiers.isToken(value.stringValue())));
      if (name.equals("output")) {
        items(collector, catalogue, body, name, new Voice(Channel.CONTENT, "assistant", -1));
      } else if (name.equals("previous_response_id") && value.isString()) {
        MediaTexts.token(collector, body, name, "", BESIDE);
      } else if (!protocol) {
        collector.field(body, name, "", BESIDE);
      }
    }
    return collector.finish();
  }
}
