package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Media;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where texts stand in messages between clients and servers. Whatever has no place of its own here
 * is walked whole. Stateless.
 */
final class McpTexts {
  private static final String PARAMS = "params";
  private static final String RESULT = "result";
  private static final Voice CALLER = new Voice(Channel.TOOL_ARGUMENTS, "assistant", 0);
  private static final Voice TOOL = new Voice(Channel.TOOL_RESULT, "tool", 0);
  private static final Voice SERVER = new Voice(Channel.CONTENT, "system", 0);

  /** What events call parts that no detector looks at. */
  private static final Set<String> MEDIA = Set.of("image", "audio", "resource");

  private McpTexts() {}

  static BodyTexts request(ObjectNode body) {
    var collector = new TextCollector(true);
    String pointer = Places.child("", PARAMS);
    if (body.path(PARAMS) instanceof ObjectNode params) {
      for (String name : params.propertyNames()) {
        switch (name) {
          case "arguments" ->
              PassedValues.collect(
                  collector,
                  ToolCatalogue.EMPTY,
                  params.path("name").asString(""),
                  params,
                  name,
                  pointer,
                  CALLER);
          case "name", "protocolVersion" ->
              MediaTexts.token(collector, params, name, pointer, Voice.REQUEST_METADATA);
          default -> collector.field(params, name, pointer, Voice.REQUEST_METADATA);
        }
      }
    }
    return collector.finish();
  }

  /** Everything of an answer but the tools of a list, which are judged one by one. */
  static BodyTexts answer(ObjectNode body) {
    var collector = new TextCollector(true);
    if (body.has("error")) {
      collector.member(body, "error", "", TOOL);
    }
    String pointer = Places.child("", RESULT);
    if (body.path(RESULT) instanceof ObjectNode result) {
      for (String name : result.propertyNames()) {
        member(collector, result, name, pointer);
      }
    }
    return collector.finish();
  }

  private static void member(
      TextCollector collector, ObjectNode result, String name, String pointer) {
    switch (name) {
      case "tools" -> {
        // Judged on their own.
      }
      case "content" -> content(collector, result, pointer);
      case "structuredContent" -> collector.member(result, name, pointer, TOOL);
      case "instructions" -> collector.member(result, name, pointer, SERVER);
      case "protocolVersion" ->
          MediaTexts.token(collector, result, name, pointer, SERVER.in(Channel.METADATA));
      default -> collector.field(result, name, pointer, TOOL.in(Channel.METADATA));
    }
  }

  private static void content(TextCollector collector, ObjectNode result, String pointer) {
    String place = Places.child(pointer, "content");
    if (!(result.path("content") instanceof ArrayNode blocks)) {
      collector.member(result, "content", pointer, TOOL);
      return;
    }
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at) instanceof ObjectNode block) {
        block(collector, block, Places.child(place, at));
      } else {
        collector.element(blocks, at, place, TOOL);
      }
    }
  }

  private static void block(TextCollector collector, ObjectNode block, String pointer) {
    for (String name : block.propertyNames()) {
      JsonNode value = block.path(name);
      switch (name) {
        case "type" -> MediaTexts.token(collector, block, name, pointer, TOOL);
        case "data" -> media(collector, block, name, pointer, block.path("type").asString("media"));
        case "resource" -> resource(collector, block, value, pointer);
        default -> collector.field(block, name, pointer, TOOL);
      }
    }
  }

  private static void resource(
      TextCollector collector, ObjectNode block, JsonNode value, String pointer) {
    if (!(value instanceof ObjectNode resource)) {
      collector.member(block, "resource", pointer, TOOL);
      return;
    }
    String place = Places.child(pointer, "resource");
    for (String name : resource.propertyNames()) {
      if (name.equals("blob")) {
        media(collector, resource, name, place, "resource");
      } else {
        collector.field(resource, name, place, TOOL);
      }
    }
  }

  /** What is Base64 no detector looks at, and the event says so; anything else is text. */
  private static void media(
      TextCollector collector, ObjectNode parent, String name, String pointer, String reason) {
    if (Media.isOpaque("data", parent.path(name))) {
      collector.unscanned(Places.child(pointer, name), MEDIA.contains(reason) ? reason : "media");
    } else {
      collector.member(parent, name, pointer, TOOL);
    }
  }

  /** One tool of a list: what its definition says goes to a model. */
  static BodyTexts tool(ArrayNode tools, int at) {
    var collector = new TextCollector(true);
    String pointer = Places.child(Places.child(Places.child("", RESULT), "tools"), at);
    var voice = new Voice(Channel.TOOL_DEFINITION, "tool", at);
    if (tools.get(at) instanceof ObjectNode tool) {
      for (String name : tool.propertyNames()) {
        collector.field(tool, name, pointer, voice);
      }
    } else {
      collector.element(tools, at, Places.child(Places.child("", RESULT), "tools"), voice);
    }
    return collector.finish();
  }
}
