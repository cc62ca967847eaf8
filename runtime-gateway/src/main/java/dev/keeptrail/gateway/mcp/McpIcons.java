package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.Media;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pictures beside the name of a server, of an entry of a list or of a link in a result. Clients
 * show them to people; no model gets them. Those that stand in the message itself can be taken out,
 * and all else of it is as useful as before. Stateless.
 */
final class McpIcons {
  private static final String ICONS = "icons";
  private static final String SOURCE = "src";

  private McpIcons() {}

  /**
   * Takes them out of an answer.
   *
   * @param listed the member that holds a list; empty for none
   * @return how many there were
   */
  static int remove(JsonNode result, String listed) {
    int removed =
        without(result.path("serverInfo"))
            + without(result.path("_meta").path(McpRevision.SERVER_INFO));
    for (String member : List.of(listed, "content")) {
      for (JsonNode each : result.path(member)) {
        removed += without(each);
      }
    }
    for (JsonNode message : result.path("messages")) {
      JsonNode content = message.path("content");
      if (content.isObject()) {
        removed += without(content);
      }
      for (JsonNode block : content) {
        removed += without(block);
      }
    }
    return removed;
  }

  private static int without(JsonNode owner) {
    if (!(owner instanceof ObjectNode named) || !(named.path(ICONS) instanceof ArrayNode icons)) {
      return 0;
    }
    int all = icons.size();
    icons.removeIf(icon -> Media.isOpaque(SOURCE, icon.path(SOURCE)));
    int removed = all - icons.size();
    if (icons.isEmpty() && removed > 0) {
      named.remove(ICONS);
    }
    return removed;
  }
}
