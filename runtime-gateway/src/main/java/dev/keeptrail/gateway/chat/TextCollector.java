package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.gateway.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers the texts of a body in document order. What no rule of the caller knows is walked whole:
 * every string, every key that is no known word, and every integer long enough to be somebody's
 * number. One use, one thread.
 */
final class TextCollector {
  /** Integers of at least this many digits are judged as text: cards, phones, accounts. */
  private static final int LONG_INTEGER_DIGITS = 7;

  private final List<TextSlot> slots = new ArrayList<>();
  private final List<Unscanned> unscanned = new ArrayList<>();
  private final boolean numbersAreText;
  private @Nullable Runnable afterwards;

  /**
   * @param numbersAreText whether long integers under names of the sender's own are judged; those
   *     in tool arguments always are
   */
  TextCollector(boolean numbersAreText) {
    this.numbersAreText = numbersAreText;
  }

  BodyTexts finish() {
    return new BodyTexts(slots, unscanned);
  }

  void unscanned(String pointer, String reason) {
    unscanned.add(new Unscanned(pointer, reason));
  }

  void text(Voice voice, String pointer, String text, @Nullable Consumer<String> write) {
    if (!text.isEmpty()) {
      slots.add(new TextSlot(new Segment(voice.at(pointer), text), write, afterwards));
    }
  }

  /** Collects a tree whose edits need a step at the end, such as encoding it into a string. */
  void walkThen(JsonNode tree, String pointer, Voice voice, Runnable step) {
    Runnable outer = afterwards;
    afterwards = step;
    walk(tree, pointer, voice, Set.of());
    afterwards = outer;
  }

  /** Walks one member of an object. */
  void member(ObjectNode parent, String name, String parentPointer, Voice voice) {
    member(parent, name, parent.get(name), parentPointer, voice, Set.of());
  }

  /**
   * Walks everything below a node.
   *
   * @param plain members that are not judged where their value is a plain short token
   */
  void walk(JsonNode node, String pointer, Voice voice, Set<String> plain) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        key(entry.getKey(), pointer, voice);
        member(object, entry.getKey(), entry.getValue(), pointer, voice, plain);
      }
    } else if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        element(array, at, pointer, voice, plain);
      }
    }
  }

  private void member(
      ObjectNode parent,
      String name,
      JsonNode value,
      String parentPointer,
      Voice voice,
      Set<String> plain) {
    if (value.isContainer()) {
      walk(value, Pointer.child(parentPointer, name), voice, plain);
    } else if (judged(value, name) && !(plain.contains(name) && Words.isToken(value.asString()))) {
      text(
          voice,
          Pointer.child(parentPointer, name),
          value.asString(),
          edited -> parent.put(name, edited));
    }
  }

  private void element(ArrayNode array, int at, String pointer, Voice voice, Set<String> plain) {
    JsonNode value = array.get(at);
    if (value.isContainer()) {
      walk(value, Pointer.child(pointer, at), voice, plain);
    } else if (judged(value, "")) {
      text(
          voice,
          Pointer.child(pointer, at),
          value.asString(),
          edited -> array.set(at, JsonNodeFactory.instance.stringNode(edited)));
    }
  }

  private void key(String name, String pointer, Voice voice) {
    if (!Words.isKnownKey(name)) {
      text(voice.in(keyChannel(voice.channel())), Pointer.child(pointer, name), name, null);
    }
  }

  private static Channel keyChannel(Channel channel) {
    return channel == Channel.TOOL_ARGUMENTS || channel == Channel.TOOL_DEFINITION
        ? channel
        : Channel.METADATA;
  }

  private boolean judged(JsonNode value, String name) {
    if (value.isString()) {
      return true;
    }
    boolean own = afterwards != null || (numbersAreText && !Words.isKnownKey(name));
    return own && value.isIntegralNumber() && value.asString().length() >= LONG_INTEGER_DIGITS;
  }
}
