package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.Ciphertext;
import dev.keeptrail.gateway.body.Media;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PassedValues;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.body.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the texts of one item of a response's input or output. One use, one thread. */
final class ItemTexts {
  /** Members of an item that hold parts. */
  static final List<String> PARTS = List.of("content", "summary", "output", "outputs");

  /** A member of a part that says its text once more, token by token. */
  static final String TOKENS = "logprobs";

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
        case "content", "summary" -> parts(name, field.getValue(), voice);
        case "output", "outputs" -> output(name, field.getValue());
        case "results" -> collector.field(item, name, pointer, answered());
        case "result" -> result(field.getValue());
        case "tools" ->
            collector.member(
                item, name, pointer, voice.in(Channel.TOOL_DEFINITION), Set.of("type"));
        case "arguments", "input", "action", "actions", "code", "operation", "queries" ->
            passed(name, tool);
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

  /** What a tool answered, in an item that is its call as well. */
  private Voice answered() {
    return new Voice(Channel.TOOL_RESULT, "tool", voice.index());
  }

  private void output(String name, JsonNode value) {
    switch (value) {
      case ArrayNode parts -> parts(name, parts, answered());
      case ObjectNode part -> part(part, Places.child(pointer, name), answered());
      default -> collector.field(item, name, pointer, answered());
    }
  }

  /** A picture that was made; anything else in its place is text. */
  private void result(JsonNode value) {
    if (Media.isOpaque("data", value)) {
      collector.unscanned(Places.child(pointer, "result"), "image");
    } else {
      collector.field(item, "result", pointer, answered());
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

  private void parts(String name, JsonNode value, Voice speaks) {
    if (!(value instanceof ArrayNode parts)) {
      collector.member(item, name, pointer, speaks);
      return;
    }
    String place = Places.child(pointer, name);
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        part(part, Places.child(place, at), speaks);
      } else {
        collector.element(parts, at, place, speaks);
      }
    }
  }

  private void part(ObjectNode part, String place, Voice speaks) {
    // All that a tool answered is what it said, whatever the member is called.
    Voice beside = speaks.channel() == Channel.TOOL_RESULT ? speaks : speaks.in(Channel.METADATA);
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      String name = field.getKey();
      switch (name) {
        case "type", "detail", "status" -> MediaTexts.token(collector, part, name, place, speaks);
        case "text" -> collector.member(part, name, place, speaks);
        case "refusal" -> collector.member(part, name, place, speaks.in(Channel.REFUSAL));
        case "image_url", "file_data", "file_url", "input_audio", "url" ->
            media(part, name, field.getValue(), place);
        case "file_id" -> reference(part, name, field.getValue(), place);
        case TOKENS -> tokens(part, place);
        default -> collector.field(part, name, place, beside);
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

  private void tokens(ObjectNode part, String place) {
    if (hasTokens(part)) {
      collector.unscanned(Places.child(place, TOKENS), TOKENS);
    }
  }

  /** Whether a part says anything in its list of tokens, or in the place of one. */
  static boolean hasTokens(ObjectNode part) {
    JsonNode tokens = part.path(TOKENS);
    boolean none = tokens.isMissingNode() || tokens.isNull();
    return !none && !(tokens.isArray() && tokens.isEmpty());
  }
}
