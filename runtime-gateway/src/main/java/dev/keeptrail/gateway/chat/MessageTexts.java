package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the texts of one message, whether a caller sent it or a provider. */
final class MessageTexts {

  private final TextCollector collector;
  private final ToolCatalogue catalogue;
  private final Voice voice;

  MessageTexts(TextCollector collector, ToolCatalogue catalogue, String role, int index) {
    this.collector = collector;
    this.catalogue = catalogue;
    Channel channel =
        role.equals("tool") || role.equals("function") ? Channel.TOOL_RESULT : Channel.CONTENT;
    this.voice = new Voice(channel, role, index);
  }

  void collect(ObjectNode message, String pointer) {
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      String place = Places.child(pointer, name);
      switch (name) {
        case "role" -> role(message, pointer);
        case "content" -> content(message, value, pointer);
        case "refusal" -> collector.member(message, name, pointer, voice.in(Channel.REFUSAL));
        case "reasoning", "reasoning_content" ->
            collector.member(message, name, pointer, voice.in(Channel.REASONING));
        case "tool_calls" -> toolCalls(message, value, pointer);
        case "function_call" -> call(message, name, value, place, pointer);
        case "audio" -> media(message, name, value, pointer, "audio");
        case "tool_call_id" -> id(message, name, value, pointer);
        default -> unknown(message, name, pointer);
      }
    }
  }

  private void role(ObjectNode message, String pointer) {
    if (!Words.REQUEST_ROLES.contains(message.path("role").asString(""))) {
      collector.member(message, "role", pointer, voice.in(Channel.METADATA));
    }
  }

  private void unknown(ObjectNode message, String name, String pointer) {
    collector.field(message, name, pointer, voice.in(Channel.METADATA));
  }

  private void id(ObjectNode message, String name, JsonNode value, String pointer) {
    if (!(value.isString() && Identifiers.isToken(value.stringValue()))) {
      collector.member(message, name, pointer, voice.in(Channel.METADATA));
    }
  }

  private void content(ObjectNode message, JsonNode value, String pointer) {
    if (value instanceof ArrayNode parts) {
      String place = Places.child(pointer, "content");
      for (int at = 0; at < parts.size(); at++) {
        part(parts, at, place);
      }
    } else {
      collector.member(message, "content", pointer, voice);
    }
  }

  private void part(ArrayNode parts, int at, String pointer) {
    String place = Places.child(pointer, at);
    if (!(parts.get(at) instanceof ObjectNode part)) {
      collector.element(parts, at, pointer, voice);
      return;
    }
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      String name = field.getKey();
      switch (name) {
        case "type" -> id(part, name, field.getValue(), place);
        case "text" -> collector.member(part, name, place, voice);
        case "refusal" -> collector.member(part, name, place, voice.in(Channel.REFUSAL));
        case "image_url", "input_audio", "file" -> media(part, name, field.getValue(), place, name);
        default -> unknown(part, name, place);
      }
    }
  }

  /** Text beside the media is judged; what is inside it no detector can look at. */
  private void media(
      ObjectNode parent, String name, JsonNode value, String pointer, String reason) {
    String place = Places.child(pointer, name);
    if (value instanceof ObjectNode media) {
      collector.unscanned(place, reason);
      for (Map.Entry<String, JsonNode> field : media.properties()) {
        String member = field.getKey();
        if (Media.isOpaque(member, field.getValue())) {
          collector.key(member, place, voice.in(Channel.METADATA));
        } else {
          Channel channel = member.equals("transcript") ? voice.channel() : Channel.METADATA;
          collector.field(media, member, place, voice.in(channel));
        }
      }
    } else if (Media.isOpaque("url", value)) {
      collector.unscanned(place, reason);
    } else {
      collector.member(parent, name, pointer, voice.in(Channel.METADATA));
    }
  }

  private void toolCalls(ObjectNode message, JsonNode calls, String pointer) {
    if (!(calls instanceof ArrayNode array)) {
      collector.member(message, "tool_calls", pointer, voice.in(Channel.TOOL_ARGUMENTS));
      return;
    }
    String place = Places.child(pointer, "tool_calls");
    for (int at = 0; at < array.size(); at++) {
      String callPlace = Places.child(place, at);
      if (array.get(at) instanceof ObjectNode call) {
        toolCall(call, callPlace);
      } else {
        collector.element(array, at, place, voice.in(Channel.TOOL_ARGUMENTS));
      }
    }
  }

  private void toolCall(ObjectNode call, String pointer) {
    for (Map.Entry<String, JsonNode> field : call.properties()) {
      String name = field.getKey();
      switch (name) {
        case "function", "custom" ->
            call(call, name, field.getValue(), Places.child(pointer, name), pointer);
        case "id", "type" -> id(call, name, field.getValue(), pointer);
        default -> unknown(call, name, pointer);
      }
    }
  }

  private void call(
      ObjectNode parent, String name, JsonNode value, String place, String parentPointer) {
    if (!(value instanceof ObjectNode call)) {
      collector.member(parent, name, parentPointer, voice.in(Channel.TOOL_ARGUMENTS));
      return;
    }
    JsonNode named = call.path("name");
    String tool = named.isString() ? named.stringValue() : null;
    for (String field : call.propertyNames()) {
      if (field.equals("name")) {
        collector.field(call, field, place, voice.in(Channel.METADATA));
      } else {
        collector.within(new ToolArguments(catalogue, tool), () -> passed(call, field, place));
      }
    }
  }

  private void passed(ObjectNode call, String field, String place) {
    if (field.equals("arguments") && call.path(field).isString()) {
      arguments(call, place);
    } else {
      collector.field(call, field, place, voice.in(Channel.TOOL_ARGUMENTS));
    }
  }

  /**
   * Arguments are JSON inside a string. They are judged decoded, so that no escape hides anything
   * and an edit leaves valid JSON; arguments that are no JSON are judged as they stand.
   */
  private void arguments(ObjectNode call, String pointer) {
    Voice arguments = voice.in(Channel.TOOL_ARGUMENTS);
    String raw = call.path("arguments").stringValue();
    String place = Places.child(pointer, "arguments");
    try {
      ArrayNode holder =
          call.arrayNode().add(StrictJson.parse(raw.getBytes(StandardCharsets.UTF_8)));
      collector.decoded(
          holder,
          place,
          arguments,
          () -> call.put("arguments", StrictJson.writeText(holder.path(0))));
    } catch (MalformedJsonException _) {
      // Models do write broken arguments; they are text like any other then.
      collector.member(call, "arguments", pointer, arguments);
    }
  }
}
