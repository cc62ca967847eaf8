package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Channel;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the texts beside media; what is inside the media no detector can look at. Stateless. */
public final class MediaTexts {
  private MediaTexts() {}

  /**
   * Collects one member that holds media.
   *
   * @param reason what events call the part
   */
  public static void collect(
      TextCollector collector,
      ObjectNode parent,
      String name,
      String pointer,
      Voice voice,
      String reason) {
    JsonNode value = parent.path(name);
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
      if (Media.isAddress(value) && !name.equals("url")) {
        collector.unscanned(place, reason);
      }
      collector.member(parent, name, pointer, voice.in(Channel.METADATA));
    }
  }

  /** Collects an id or a word of the protocol: judged only where it is more than a plain token. */
  public static void token(
      TextCollector collector, ObjectNode parent, String name, String pointer, Voice voice) {
    JsonNode value = parent.path(name);
    if (!(value.isString() && Identifiers.isToken(value.stringValue()))) {
      collector.member(parent, name, pointer, voice.in(Channel.METADATA));
    }
  }
}
