package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.body.Ciphertext;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thoughts as single providers add them to a message, and what only the provider can read of them:
 * it has to come back as it was, or the next request is refused. Stateless.
 */
final class Thoughts {
  /** Names under which something stands that only its provider can read. */
  private static final Set<String> SEALED = Set.of("signature", "thought_signature");

  private Thoughts() {}

  /** Collects a list of thoughts: words, or what stands for words. */
  static void list(
      TextCollector collector, ObjectNode message, String name, String pointer, Voice voice) {
    if (!(message.path(name) instanceof ArrayNode thoughts)
        || !thoughts.valueStream().allMatch(JsonNode::isObject)) {
      collector.field(message, name, pointer, voice.in(Channel.METADATA));
      return;
    }
    String place = Places.child(pointer, name);
    for (int at = 0; at < thoughts.size(); at++) {
      var thought = (ObjectNode) thoughts.get(at);
      for (Map.Entry<String, JsonNode> member : thought.properties()) {
        thought(collector, thoughts, thought, member.getKey(), Places.child(place, at), voice);
      }
    }
  }

  private static void thought(
      TextCollector collector,
      ArrayNode all,
      ObjectNode thought,
      String name,
      String pointer,
      Voice voice) {
    JsonNode value = thought.path(name);
    switch (name) {
      case "type", "format", "id" -> MediaTexts.token(collector, thought, name, pointer, voice);
      case "text", "thinking", "summary" -> {
        Voice said = voice.in(Channel.REASONING);
        if (value.isString() && !thought.path("signature").asString("").isEmpty()) {
          // What is signed cannot be edited, so it goes whole.
          String place = Places.child(pointer, name);
          collector.text(said, place, value.stringValue(), _ -> remove(all, thought));
        } else {
          collector.member(thought, name, pointer, said);
        }
      }
      case "data" -> {
        if (Ciphertext.is(value)) {
          collector.unscanned(Places.child(pointer, name), "encrypted_content");
        } else {
          collector.field(thought, name, pointer, voice.in(Channel.METADATA));
        }
      }
      default -> beside(collector, thought, name, pointer, voice);
    }
  }

  private static void remove(ArrayNode all, ObjectNode thought) {
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).equals(thought)) {
        all.remove(at);
        return;
      }
    }
  }

  /** Collects what a provider has put beside the protocol, at any depth. */
  static void beside(
      TextCollector collector, ObjectNode parent, String name, String pointer, Voice voice) {
    JsonNode value = parent.path(name);
    if (SEALED.contains(name) && Ciphertext.is(value)) {
      return;
    }
    if (!(value instanceof ObjectNode object)) {
      collector.field(parent, name, pointer, voice.in(Channel.METADATA));
      return;
    }
    collector.key(name, pointer, voice.in(Channel.METADATA));
    for (String member : object.propertyNames()) {
      beside(collector, object, member, Places.child(pointer, name), voice);
    }
  }
}
