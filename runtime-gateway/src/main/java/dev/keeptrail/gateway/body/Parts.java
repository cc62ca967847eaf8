package dev.keeptrail.gateway.body;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Picks objects out of an array. Stateless. */
public final class Parts {
  private Parts() {}

  /** The objects in a node that pass. */
  public static List<ObjectNode> in(JsonNode array, Predicate<ObjectNode> wanted) {
    List<ObjectNode> parts = new ArrayList<>();
    for (JsonNode element : array) {
      if (element instanceof ObjectNode object && wanted.test(object)) {
        parts.add(object);
      }
    }
    return parts;
  }
}
