package dev.keeptrail.gateway.messages;

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

/** Collects the texts of content blocks, nested ones too. One use, one thread. */
final class BlockTexts {
  private final TextCollector collector;
  private final ToolCatalogue catalogue;

  BlockTexts(TextCollector collector, ToolCatalogue catalogue) {
    this.collector = collector;
    this.catalogue = catalogue;
  }

  /** A content: a string, or blocks, in a member of the parent. */
  void content(ObjectNode parent, String name, String pointer, Voice voice) {
    if (!(parent.path(name) instanceof ArrayNode blocks)) {
      collector.member(parent, name, pointer, voice);
      return;
    }
    String place = Places.child(pointer, name);
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at) instanceof ObjectNode block) {
        block(blocks, block, Places.child(place, at), voice);
      } else {
        collector.element(blocks, at, place, voice);
      }
    }
  }

  private void block(ArrayNode blocks, ObjectNode block, String pointer, Voice outer) {
    String type = block.path("type").asString("");
    Voice voice =
        Blocks.isResult(type) ? new Voice(Channel.TOOL_RESULT, "tool", outer.index()) : outer;
    JsonNode named = block.path("name");
    String tool = named.isString() ? named.stringValue() : null;
    for (Map.Entry<String, JsonNode> field : block.properties()) {
      member(blocks, block, field.getKey(), field.getValue(), tool, pointer, voice);
    }
  }

  private void member(
      ArrayNode blocks,
      ObjectNode block,
      String name,
      JsonNode value,
      @Nullable String tool,
      String pointer,
      Voice voice) {
    switch (name) {
      case "type", "id", "tool_use_id", "server_name" ->
          MediaTexts.token(collector, block, name, pointer, voice);
      case "text" -> collector.member(block, name, pointer, voice);
      case "content" -> content(block, name, pointer, voice);
      case "input" -> PassedValues.collect(collector, catalogue, tool, block, name, pointer, voice);
      case "thinking" -> thinking(blocks, block, pointer, voice);
      case "signature" -> encrypted(block, name, value, pointer, voice);
      case "data" -> {
        if (value.isString()) {
          collector.unscanned(pointer, "redacted_thinking");
        }
        encrypted(block, name, value, pointer, voice);
      }
      case "source" -> source(block, value, pointer, voice);
      default -> collector.field(block, name, pointer, voice.in(Channel.METADATA));
    }
  }

  /** What only the provider can read must come back as it is; anything else there is text. */
  private void encrypted(
      ObjectNode block, String name, JsonNode value, String pointer, Voice voice) {
    if (!Ciphertext.is(value)) {
      collector.field(block, name, pointer, voice.in(Channel.METADATA));
    }
  }

  /** A signed thought cannot be edited, so it goes whole. */
  private void thinking(ArrayNode blocks, ObjectNode block, String pointer, Voice voice) {
    Voice reasoning = voice.in(Channel.REASONING);
    JsonNode thought = block.path("thinking");
    if (thought.isString() && !block.path("signature").asString("").isEmpty()) {
      collector.text(
          reasoning,
          Places.child(pointer, "thinking"),
          thought.stringValue(),
          edited -> remove(blocks, block));
    } else {
      collector.member(block, "thinking", pointer, reasoning);
    }
  }

  private static void remove(ArrayNode blocks, ObjectNode block) {
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at).equals(block)) {
        blocks.remove(at);
        return;
      }
    }
  }

  private void source(ObjectNode block, JsonNode value, String pointer, Voice voice) {
    String reason = block.path("type").asString("source");
    if (!(value instanceof ObjectNode source)) {
      collector.member(block, "source", pointer, voice);
      return;
    }
    String place = Places.child(pointer, "source");
    switch (source.path("type").asString("")) {
      // Words that the model reads, whatever the block is called.
      case "text" -> {
        for (String name : source.propertyNames()) {
          collector.field(
              source, name, place, name.equals("data") ? voice : voice.in(Channel.METADATA));
        }
      }
      case "content" -> {
        for (String name : source.propertyNames()) {
          if (name.equals("content")) {
            content(source, name, place, voice);
          } else {
            collector.field(source, name, place, voice.in(Channel.METADATA));
          }
        }
      }
      default ->
          MediaTexts.collect(collector, block, "source", pointer, voice, Blocks.media(reason));
    }
  }
}
