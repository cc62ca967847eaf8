package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.Ciphertext;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.body.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the texts of one item of a response's input or output. One use, one thread. */
final class ItemTexts {
  private final TextCollector collector;
  private final ToolCatalogue catalogue;
  private final ObjectNode item;
  private final String pointer;
  private final Voice voice;

  private ItemTexts(
      TextCollector collector,
      ToolCatalogue catalogue,
      ObjectNode item,
      String pointer,
      Voice voice) {
    this.collector = collector;
    this.catalogue = catalogue;
    this.item = item;
    this.pointer = pointer;
    this.voice = voice;
  }

  /**
   * Collects an item.
   *
   * @param speaker who speaks where the item does not say
   */
  static void collect(
      TextCollector collector,
      ToolCatalogue catalogue,
      ArrayNode items,
      int at,
      String parent,
      String speaker) {
    String pointer = Places.child(parent, at);
    if (!(items.get(at) instanceof ObjectNode item)) {
      collector.element(items, at, parent, new Voice(Channel.CONTENT, speaker, at));
      return;
    }
    String type = Items.typeOf(item);
    String role = item.path("role").asString("");
    String speaks = Words.REQUEST_ROLES.contains(role) ? role : speaker;
    Voice voice =
        Items.isResult(type)
            ? new Voice(Channel.TOOL_RESULT, "tool", at)
            : new Voice(type.equals("reasoning") ? Channel.REASONING : Channel.CONTENT, speaks, at);
    new ItemTexts(collector, catalogue, item, pointer, voice).collect();
  }

  private void collect() {
    JsonNode named = item.path("name");
    String tool = named.isString() ? named.stringValue() : null;
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      String name = field.getKey();
      switch (name) {
        case "type", "id", "call_id", "status", "phase", "server_label" ->
            MediaTexts.token(collector, item, name, pointer, voice);
        case "role" -> role();
        case "content", "summary" -> parts(name, field.getValue());
        case "output" -> output(field.getValue());
        case "arguments", "input", "action", "code" -> passed(name, tool);
        case "encrypted_content" -> encrypted(name, field.getValue());
        default -> collector.field(item, name, pointer, voice.in(Channel.METADATA));
      }
    }
    if (Items.isReference(item)) {
      collector.unscanned(pointer, "item_reference");
    }
  }

  private void role() {
    if (!Words.REQUEST_ROLES.contains(item.path("role").asString(""))) {
      collector.member(item, "role", pointer, voice.in(Channel.METADATA));
    }
  }

  private void passed(String name, @Nullable String tool) {
    PassedValues.collect(collector, catalogue, tool, item, name, pointer, voice);
  }

  private void output(JsonNode value) {
    if (value instanceof ArrayNode) {
      parts("output", value);
    } else {
      collector.field(item, "output", pointer, voice.in(Channel.TOOL_RESULT));
    }
  }

  /** Reasoning that only the provider can read must come back as it is; anything else is text. */
  private void encrypted(String name, JsonNode value) {
    if (value.isString() && !value.stringValue().isEmpty()) {
      collector.unscanned(Places.child(pointer, name), name);
    }
    if (!Ciphertext.is(value)) {
      collector.field(item, name, pointer, voice.in(Channel.METADATA));
    }
  }

  private void parts(String name, JsonNode value) {
    if (!(value instanceof ArrayNode parts)) {
      collector.member(item, name, pointer, voice);
      return;
    }
    String place = Places.child(pointer, name);
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        part(part, Places.child(place, at));
      } else {
        collector.element(parts, at, place, voice);
      }
    }
  }

  private void part(ObjectNode part, String place) {
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      String name = field.getKey();
      switch (name) {
        case "type", "detail", "status" -> MediaTexts.token(collector, part, name, place, voice);
        case "text" -> collector.member(part, name, place, voice);
        case "refusal" -> collector.member(part, name, place, voice.in(Channel.REFUSAL));
        case "image_url", "file_data", "file_url", "input_audio" ->
            media(part, name, field.getValue(), place);
        case "file_id" -> reference(part, name, field.getValue(), place);
        case "logprobs" -> logProbabilities(field.getValue(), place);
        default -> collector.field(part, name, place, voice.in(Channel.METADATA));
      }
    }
  }

  private void media(ObjectNode part, String name, JsonNode value, String place) {
    if (value.isString() && name.endsWith("_url") && !value.stringValue().startsWith("data:")) {
      // What the provider would fetch is nothing that can be judged; the address is.
      collector.unscanned(Places.child(place, name), name);
      collector.member(part, name, place, voice.in(Channel.METADATA));
    } else if (!value.isNull()) {
      MediaTexts.collect(collector, part, name, place, voice, name);
    }
  }

  private void reference(ObjectNode part, String name, JsonNode value, String place) {
    if (!value.isNull()) {
      collector.unscanned(Places.child(place, name), name);
      MediaTexts.token(collector, part, name, place, voice);
    }
  }

  private void logProbabilities(JsonNode value, String place) {
    if (value.isArray() && !value.isEmpty()) {
      collector.unscanned(Places.child(place, "logprobs"), "logprobs");
    }
  }
}
