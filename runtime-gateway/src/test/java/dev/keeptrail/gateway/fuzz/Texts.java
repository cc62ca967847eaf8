package dev.keeptrail.gateway.fuzz;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts together what events say at one place, whatever the protocol. */
final class Texts {
  private final Map<String, StringBuilder> texts = new HashMap<>();

  void add(ObjectNode event) {
    add(event, event.path("type").asString("") + event.path("output_index") + event.path("index"));
  }

  private void add(JsonNode node, String place) {
    if (node.isString()) {
      texts.computeIfAbsent(place, _ -> new StringBuilder()).append(node.stringValue());
    } else if (node instanceof ObjectNode object) {
      String numbers = "" + object.path("index") + object.path("content_index");
      object.forEachEntry((name, value) -> add(value, place + numbers + "/" + name));
    } else {
      for (JsonNode one : node) {
        add(one, place + "/-");
      }
    }
  }

  Collection<String> all() {
    return texts.values().stream().map(StringBuilder::toString).toList();
  }
}
