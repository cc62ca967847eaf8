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
    String place = Places.child(pointer, name);
    if (parent.path(name) instanceof ObjectNode block) {
      // Tools that the provider carries out answer with one block.
      block(() -> parent.putArray(name), block, place, voice);
      return;
    }
    if (!(parent.path(name) instanceof ArrayNode blocks)) {
      collector.member(parent, name, pointer, voice);
      return;
    }
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at) instanceof ObjectNode block) {
        block(() -> remove(blocks, block), block, Places.child(place, at), voice);
      } else {
        collector.element(blocks, at, place, voice);
      }
    }
  }

  /**
   * One block while its texts are collected.
   *
   * @param drop takes it out of the content that it stands in
   * @param beside who says what is neither the text nor the content
   * @param tool that it calls, as the model wrote its name; null where it wrote none
   */
  private record Block(
      Runnable drop,
      ObjectNode said,
      String pointer,
      Voice voice,
      Voice beside,
      @Nullable String tool) {}

  private void block(Runnable drop, ObjectNode said, String pointer, Voice outer) {
    String type = said.path("type").asString("");
    Voice voice =
        Blocks.isResult(type) ? new Voice(Channel.TOOL_RESULT, "tool", outer.index()) : outer;
    // All inside a tool's answer is what it said, whatever the member is called.
    Voice beside = outer.channel() == Channel.TOOL_RESULT ? outer : voice.in(Channel.METADATA);
    JsonNode named = said.path("name");
    String tool = named.isString() ? named.stringValue() : null;
    var block = new Block(drop, said, pointer, voice, beside, tool);
    for (Map.Entry<String, JsonNode> field : said.properties()) {
      member(block, field.getKey(), field.getValue());
    }
  }

  private void member(Block block, String name, JsonNode value) {
    ObjectNode said = block.said();
    String pointer = block.pointer();
    Voice voice = block.voice();
    switch (name) {
      case "type", "id", "tool_use_id", "server_name" ->
          MediaTexts.token(collector, said, name, pointer, voice);
      case "text" -> collector.member(said, name, pointer, voice);
      case "content" -> {
        if (isSignedSummary(said)) {
          signed(block.drop(), said, name, pointer, voice);
        } else {
          content(said, name, pointer, voice);
        }
      }
      case "input" ->
          PassedValues.collect(collector, catalogue, block.tool(), said, name, pointer, voice);
      case "thinking" -> thinking(block.drop(), said, pointer, voice);
      case "signature" -> encrypted(block, name, value);
      case "data" -> {
        if (value.isString()) {
          collector.unscanned(pointer, "redacted_thinking");
        }
        encrypted(block, name, value);
      }
      case "encrypted_content", "encrypted_stdout" -> {
        if (value.isString() && !value.stringValue().isEmpty()) {
          collector.unscanned(Places.child(pointer, name), "encrypted_content");
        }
        encrypted(block, name, value);
      }
      case "source" -> source(said, value, pointer, passage(said, voice));
      case "file_id" -> {
        if (!value.isNull()) {
          collector.unscanned(Places.child(pointer, name), name);
          MediaTexts.token(collector, said, name, pointer, block.beside());
        }
      }
      case "citations" -> citations(block, value);
      default -> collector.field(said, name, pointer, block.beside());
    }
  }

  /** Where a text comes from; an index of it only the provider can read, as with a signature. */
  private void citations(Block block, JsonNode value) {
    Voice beside = block.beside();
    if (!(value instanceof ArrayNode citations)) {
      collector.member(block.said(), "citations", block.pointer(), beside);
      return;
    }
    String place = Places.child(block.pointer(), "citations");
    for (int at = 0; at < citations.size(); at++) {
      if (!(citations.get(at) instanceof ObjectNode citation)) {
        collector.element(citations, at, place, beside);
        continue;
      }
      for (Map.Entry<String, JsonNode> field : citation.properties()) {
        String name = field.getKey();
        if (!name.equals("encrypted_index") || !Ciphertext.is(field.getValue())) {
          collector.field(citation, name, Places.child(place, at), beside);
        }
      }
    }
  }

  /** What only the provider can read must come back as it is; anything else there is text. */
  private void encrypted(Block block, String name, JsonNode value) {
    if (!Ciphertext.is(value)) {
      collector.field(block.said(), name, block.pointer(), block.voice().in(Channel.METADATA));
    }
  }

  private void thinking(Runnable drop, ObjectNode block, String pointer, Voice voice) {
    Voice reasoning = voice.in(Channel.REASONING);
    if (isSigned(block, "thinking")) {
      signed(drop, block, "thinking", pointer, reasoning);
    } else {
      collector.member(block, "thinking", pointer, reasoning);
    }
  }

  private static boolean isSignedSummary(ObjectNode block) {
    return block.path("type").asString("").equals("compaction") && isSigned(block, "content");
  }

  private static boolean isSigned(ObjectNode block, String name) {
    return block.path(name).isString() && !block.path("signature").asString("").isEmpty();
  }

  /** What is signed cannot be edited, so it goes whole. */
  private void signed(Runnable drop, ObjectNode block, String name, String pointer, Voice voice) {
    collector.text(
        voice, Places.child(pointer, name), block.path(name).stringValue(), edited -> drop.run());
  }

  private static void remove(ArrayNode blocks, ObjectNode block) {
    for (int at = 0; at < blocks.size(); at++) {
      if (blocks.get(at).equals(block)) {
        blocks.remove(at);
        return;
      }
    }
  }

  /** The texts of a document are no words of whoever hands it over; a tool's answer is one. */
  private static Voice passage(ObjectNode block, Voice voice) {
    boolean document = block.path("type").asString("").equals("document");
    return document && voice.channel() == Channel.CONTENT ? voice.in(Channel.DOCUMENT) : voice;
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
