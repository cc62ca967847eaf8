package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.ToolArguments;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.body.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        case "audio" -> MediaTexts.collect(collector, message, name, pointer, voice, "audio");
        case "images" -> images(message, value, pointer);
        case "reasoning_details", "thinking_blocks" ->
            Thoughts.list(collector, message, name, pointer, voice);
        case "extra_content", "provider_specific_fields" ->
            Thoughts.beside(collector, message, name, pointer, voice);
        case "tool_call_id" -> MediaTexts.token(collector, message, name, pointer, voice);
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

  private void content(ObjectNode message, JsonNode value, String pointer) {
    if (value instanceof ArrayNode parts) {
      parts(parts, Places.child(pointer, "content"), voice);
    } else {
      collector.member(message, "content", pointer, voice);
    }
  }

  /** Pictures that some models make beside what they say. */
  private void images(ObjectNode message, JsonNode value, String pointer) {
    if (value instanceof ArrayNode parts) {
      String place = Places.child(pointer, "images");
      for (int at = 0; at < parts.size(); at++) {
        if (parts.get(at) instanceof ObjectNode) {
          part(parts, at, place, voice);
        } else {
          collector.element(parts, at, place, voice.in(Channel.METADATA));
        }
      }
    } else {
      unknown(message, "images", pointer);
    }
  }

  private void parts(ArrayNode parts, String pointer, Voice said) {
    for (int at = 0; at < parts.size(); at++) {
      part(parts, at, pointer, said);
    }
  }

  private void part(ArrayNode parts, int at, String pointer, Voice said) {
    String place = Places.child(pointer, at);
    if (!(parts.get(at) instanceof ObjectNode part)) {
      collector.element(parts, at, pointer, said);
      return;
    }
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      String name = field.getKey();
      switch (name) {
        case "type" -> MediaTexts.token(collector, part, name, place, voice);
        case "text" -> collector.member(part, name, place, said);
        case "refusal" -> collector.member(part, name, place, voice.in(Channel.REFUSAL));
        case "thinking" -> thought(part, field.getValue(), place);
        case "image_url", "input_audio", "file", "document_url", "video_url", "audio_url" ->
            MediaTexts.collect(collector, part, name, place, voice, name);
        default -> unknown(part, name, place);
      }
    }
  }

  /** A thought is a text, or has parts of its own. */
  private void thought(ObjectNode part, JsonNode value, String pointer) {
    Voice reasoning = voice.in(Channel.REASONING);
    if (value instanceof ArrayNode parts) {
      parts(parts, Places.child(pointer, "thinking"), reasoning);
    } else {
      collector.member(part, "thinking", pointer, reasoning);
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
        case "id", "type" -> MediaTexts.token(collector, call, name, pointer, voice);
        case "extra_content", "provider_specific_fields" ->
            Thoughts.beside(collector, call, name, pointer, voice);
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
        passed(call, field, tool, place);
      }
    }
  }

  private void passed(ObjectNode call, String field, @Nullable String tool, String place) {
    if (field.equals("arguments")) {
      PassedValues.collect(collector, catalogue, tool, call, field, place, voice);
    } else {
      collector.within(
          new ToolArguments(catalogue, tool),
          () -> collector.field(call, field, place, voice.in(Channel.TOOL_ARGUMENTS)));
    }
  }
}
