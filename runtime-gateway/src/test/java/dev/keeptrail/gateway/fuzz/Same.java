package dev.keeptrail.gateway.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers without what a protocol says or leaves out as it likes. */
final class Same {
  private Same() {}

  /** Without members that say nothing, in alphabetical order. */
  static ObjectNode of(ObjectNode answer) {
    ObjectNode same = (ObjectNode) clean(answer);
    same.remove("created");
    return same;
  }

  private static JsonNode clean(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode cleaned = array.arrayNode();
      array.forEach(one -> cleaned.add(clean(one)));
      return cleaned;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode cleaned = object.objectNode();
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    members.sort(Map.Entry.comparingByKey());
    for (Map.Entry<String, JsonNode> member : members) {
      JsonNode value = member.getValue();
      boolean empty = value.isContainer() && value.isEmpty() && !member.getKey().equals("input");
      if (!value.isNull() && !empty && !(value.isString() && value.stringValue().isEmpty())) {
        cleaned.set(member.getKey(), clean(value));
      }
    }
    return cleaned;
  }
}
