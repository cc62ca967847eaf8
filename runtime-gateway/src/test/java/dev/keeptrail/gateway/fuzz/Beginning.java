package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether an answer that was broken off is the beginning of the one that would have come. */
final class Beginning {
  /** What says how far an answer has come. */
  private static final Set<String> STATE = Set.of("status", "usage");

  private Beginning() {}

  static void of(JsonNode whole, JsonNode begun, String place) {
    if (begun instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        if (!STATE.contains(name)) {
          require(whole.has(name), "nothing of " + place + "/" + name + " is in the whole");
          of(whole.path(name), member.getValue(), place + "/" + name);
        }
      }
    } else if (begun instanceof ArrayNode array) {
      require(array.size() <= whole.size(), "more of " + place + " than there is");
      for (int at = 0; at < array.size(); at++) {
        of(whole.path(at), array.path(at), place + "/" + at);
      }
    } else {
      String text = whole.asString("");
      require(text.startsWith(begun.asString("?")), place + " is " + begun + " of " + whole);
    }
  }
}
