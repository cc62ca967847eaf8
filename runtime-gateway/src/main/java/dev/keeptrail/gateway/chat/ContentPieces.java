package dev.keeptrail.gateway.chat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A content that is a list, as the deltas of a stream. Providers say thoughts in lists and the
 * words behind them as texts, and many clients know texts only. Stateless.
 */
final class ContentPieces {
  private ContentPieces() {}

  /** The deltas; none where it is no list, or one that begins with a text and so stays whole. */
  static List<JsonNode> of(JsonNode content) {
    if (!(content instanceof ArrayNode parts) || parts.isEmpty() || isText(parts.get(0))) {
      return List.of();
    }
    List<JsonNode> pieces = new ArrayList<>();
    ArrayNode list = parts.arrayNode();
    for (JsonNode part : parts) {
      if (isPlain(part)) {
        list = close(list, pieces);
        pieces.add(part.path("text"));
      } else {
        list.add(part);
      }
    }
    var ignored = close(list, pieces);
    return pieces;
  }

  private static ArrayNode close(ArrayNode list, List<JsonNode> pieces) {
    if (list.isEmpty()) {
      return list;
    }
    pieces.add(list);
    return list.arrayNode();
  }

  private static boolean isText(JsonNode part) {
    return part.path("type").asString("").equals("text");
  }

  /** Whether a text says all of a part. */
  private static boolean isPlain(JsonNode part) {
    return isText(part)
        && part instanceof ObjectNode object
        && object.size() == 2
        && object.path("text").isString();
  }
}
