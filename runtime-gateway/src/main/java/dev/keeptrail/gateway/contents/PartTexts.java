package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.Ciphertext;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the texts of parts, those inside a tool's answer too. One use, one thread. */
final class PartTexts {
  private final TextCollector collector;
  private final ToolCatalogue catalogue;

  PartTexts(TextCollector collector, ToolCatalogue catalogue) {
    this.collector = collector;
    this.catalogue = catalogue;
  }

  /** The parts of a content or of a tool's answer. */
  void all(ObjectNode holder, String pointer, Voice voice) {
    String place = Places.child(pointer, "parts");
    if (!(holder.path("parts") instanceof ArrayNode parts)) {
      collector.member(holder, "parts", pointer, voice);
      return;
    }
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        part(part, Places.child(place, at), voice);
      } else {
        collector.element(parts, at, place, voice);
      }
    }
  }

  private void part(ObjectNode part, String pointer, Voice voice) {
    boolean thought = part.path("thought").asBoolean(false);
    Voice said = thought ? voice.in(Channel.REASONING) : voice;
    // All inside a tool's answer is what it said, whatever the member is called.
    Voice beside = voice.channel() == Channel.TOOL_RESULT ? voice : voice.in(Channel.METADATA);
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      String name = field.getKey();
      switch (name) {
        case "text" -> collector.member(part, name, pointer, said);
        case "thought" -> {
          if (!field.getValue().isBoolean()) {
            collector.field(part, name, pointer, beside);
          }
        }
        case "thoughtSignature" -> {
          // What only the provider can read must come back as it is; anything else there is text.
          if (!Ciphertext.is(field.getValue())) {
            collector.field(part, name, pointer, beside);
          }
        }
        case "inlineData" ->
            MediaTexts.collect(collector, part, name, pointer, voice, kind(field.getValue()));
        case "fileData" -> MediaTexts.collect(collector, part, name, pointer, voice, "file");
        case "functionCall" -> call(part, pointer, voice);
        case "functionResponse" -> response(part, pointer, voice);
        case "executableCode" -> members(part, name, "code", pointer, voice, beside);
        case "codeExecutionResult" ->
            members(
                part,
                name,
                "output",
                pointer,
                new Voice(Channel.TOOL_RESULT, "tool", voice.index()),
                beside);
        default -> collector.field(part, name, pointer, beside);
      }
    }
  }

  /** What events call media of a type. */
  private static String kind(JsonNode media) {
    String type = media.path("mimeType").asString("");
    int slash = type.indexOf('/');
    return switch (slash < 0 ? type : type.substring(0, slash)) {
      case "image" -> "image";
      case "audio" -> "audio";
      case "video" -> "video";
      default -> "file";
    };
  }

  private void call(ObjectNode part, String pointer, Voice voice) {
    if (!(part.path("functionCall") instanceof ObjectNode call)) {
      collector.field(part, "functionCall", pointer, voice);
      return;
    }
    String place = Places.child(pointer, "functionCall");
    JsonNode named = call.path("name");
    @Nullable String tool = named.isString() ? named.stringValue() : null;
    for (String name : call.propertyNames()) {
      switch (name) {
        case "id", "name" -> MediaTexts.token(collector, call, name, place, voice);
        case "args" -> PassedValues.collect(collector, catalogue, tool, call, name, place, voice);
        default -> collector.field(call, name, place, voice.in(Channel.METADATA));
      }
    }
  }

  private void response(ObjectNode part, String pointer, Voice outer) {
    var voice = new Voice(Channel.TOOL_RESULT, "tool", outer.index());
    if (!(part.path("functionResponse") instanceof ObjectNode response)) {
      collector.field(part, "functionResponse", pointer, voice);
      return;
    }
    String place = Places.child(pointer, "functionResponse");
    for (String name : response.propertyNames()) {
      switch (name) {
        case "id", "name", "scheduling" ->
            MediaTexts.token(collector, response, name, place, voice);
        case "parts" -> all(response, place, voice);
        default -> collector.field(response, name, place, voice);
      }
    }
  }

  /** An object one member of which is what somebody says. */
  private void members(
      ObjectNode part, String name, String said, String pointer, Voice voice, Voice beside) {
    if (!(part.path(name) instanceof ObjectNode object)) {
      collector.field(part, name, pointer, voice);
      return;
    }
    String place = Places.child(pointer, name);
    for (String member : object.propertyNames()) {
      if (member.equals(said)) {
        collector.member(object, member, place, voice);
      } else {
        collector.field(object, member, place, beside);
      }
    }
  }
}
