package dev.keeptrail.engine.parameter;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Walks a JSON Schema (2020-12, as far as tools use it) from the arguments to one value: through
 * {@code properties}, {@code items}, {@code prefixItems}, {@code additionalProperties}, local
 * {@code $ref} and the alternatives of {@code anyOf}, {@code oneOf} and {@code allOf}.
 */
final class DeclaredSchema {
  /** Bounds what schemas that refer to themselves can cost. */
  private static final int MAX_VISITS = 200;

  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
  private static final JsonNode NONE = MissingNode.getInstance();

  private final JsonNode root;
  private int visits;

  private DeclaredSchema(JsonNode root) {
    this.root = root;
  }

  /** What is declared for the value; a missing node when nothing is. */
  static JsonNode at(JsonNode root, List<String> steps) {
    if (!root.isObject()) {
      return NONE;
    }
    var walk = new DeclaredSchema(root);
    JsonNode node = walk.resolved(root);
    for (String step : steps) {
      node = walk.resolved(walk.child(node, step));
    }
    return node;
  }

  private JsonNode child(JsonNode schema, String step) {
    if (!schema.isObject() || ++visits > MAX_VISITS) {
      return NONE;
    }
    JsonNode own = ownChild(schema, step);
    if (!own.isMissingNode()) {
      return own;
    }
    for (String word : ALTERNATIVES) {
      for (JsonNode alternative : schema.path(word)) {
        JsonNode found = child(resolved(alternative), step);
        if (!found.isMissingNode()) {
          return found;
        }
      }
    }
    return NONE;
  }

  private static JsonNode ownChild(JsonNode schema, String step) {
    JsonNode property = schema.path("properties").path(step);
    if (property.isObject()) {
      return property;
    }
    boolean position = !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
    if (position && step.length() < 6) {
      JsonNode placed = schema.path("prefixItems").path(Integer.parseInt(step));
      JsonNode item = placed.isObject() ? placed : schema.path("items");
      if (item.isObject()) {
        return item;
      }
    }
    JsonNode rest = schema.path("additionalProperties");
    return rest.isObject() ? rest : NONE;
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode node = schema;
    while (node.path("$ref").isString() && ++visits <= MAX_VISITS) {
      String reference = node.path("$ref").stringValue();
      if (!reference.startsWith("#/")) {
        return NONE;
      }
      node = root;
      for (String step : reference.substring(2).split("/", -1)) {
        node = node.path(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return node;
  }
}
