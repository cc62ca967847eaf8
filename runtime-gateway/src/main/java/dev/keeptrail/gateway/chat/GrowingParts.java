package dev.keeptrail.gateway.chat;

import dev.keeptrail.gateway.stream.EventData;
import dev.keeptrail.gateway.stream.GrowingTexts;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists of a message that come in pieces. A piece of a text or a thought goes on with the last one
 * of its kind and number: apart, they would be judged apart, and a value that is cut is none.
 * Confined to one thread.
 */
final class GrowingParts {
  private static final Set<String> TYPES =
      Set.of("text", "thinking", "reasoning.text", "reasoning.summary");
  private static final Set<String> TEXTS = Set.of("text", "thinking", "summary");

  private final GrowingTexts growing;

  /**
   * @param growing puts texts together
   */
  GrowingParts(GrowingTexts growing) {
    this.growing = growing;
  }

  /** A list of one part, which is text. */
  static ArrayNode text(String text) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("type", "text").put("text", text);
    return parts;
  }

  void add(ArrayNode known, ArrayNode more) {
    for (JsonNode part : more) {
      JsonNode last = known.path(known.size() - 1);
      if (last instanceof ObjectNode begun
          && part instanceof ObjectNode piece
          && goesOn(begun, piece)) {
        grow(begun, piece);
      } else {
        known.add(part);
      }
    }
  }

  private static boolean goesOn(ObjectNode begun, ObjectNode piece) {
    return TYPES.contains(piece.path("type").asString(""))
        && piece.path("type").equals(begun.path("type"))
        && piece.path("index").equals(begun.path("index"));
  }

  private void grow(ObjectNode begun, ObjectNode piece) {
    for (Map.Entry<String, JsonNode> member : piece.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      JsonNode had = begun.path(name);
      if (TEXTS.contains(name) && value.isString() && !had.isContainer()) {
        boolean ignored = growing.append(begun, name, value.stringValue());
      } else if (had instanceof ArrayNode list && value instanceof ArrayNode more) {
        add(list, more);
      } else {
        EventData.merge(begun, name, value);
      }
    }
  }
}
