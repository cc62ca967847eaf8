package dev.keeptrail.gateway.translation;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's own form of schemas, said as JSON Schema: types in small letters, {@code nullable} as
 * one more type, and counts as numbers, which protocol buffers write as texts. Stateless.
 */
final class ContentsSchema {
  /** More than any schema that people write; the reader of bodies bounds them as well. */
  private static final int DEEPEST = 100;

  private ContentsSchema() {}

  static JsonNode of(JsonNode schema) {
    return of(schema, 0);
  }

  private static JsonNode of(JsonNode schema, int depth) {
    if (!(schema instanceof ObjectNode object) || depth > DEEPEST) {
      return schema;
    }
    ObjectNode said = Json.object();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "type" -> type(value, object.path("nullable").asBoolean(false), said);
        case "nullable", "propertyOrdering" -> {
          // Said with the type; the order of members is no rule for an answer.
        }
        case "properties", "defs", "$defs" -> said.set(member.getKey(), each(value, depth));
        case "items", "additionalProperties" -> said.set(member.getKey(), of(value, depth + 1));
        case "anyOf", "prefixItems" -> said.set(member.getKey(), all(value, depth));
        case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties" ->
            said.set(member.getKey(), number(value));
        default -> said.set(member.getKey(), value);
      }
    }
    return said;
  }

  private static void type(JsonNode type, boolean nullable, ObjectNode said) {
    if (!type.isString()) {
      said.set("type", type);
      return;
    }
    String word = type.stringValue().toLowerCase(Locale.ROOT);
    if (nullable) {
      said.putArray("type").add(word).add("null");
    } else {
      said.put("type", word);
    }
  }

  private static JsonNode each(JsonNode schemas, int depth) {
    ObjectNode said = Json.object();
    schemas.properties().forEach(one -> said.set(one.getKey(), of(one.getValue(), depth + 1)));
    return said;
  }

  private static JsonNode all(JsonNode schemas, int depth) {
    ArrayNode said = Json.array();
    schemas.forEach(one -> said.add(of(one, depth + 1)));
    return said;
  }

  private static JsonNode number(JsonNode value) {
    String text = value.asString("");
    boolean digits =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    return value.isString() && digits ? Json.object().numberNode(Long.parseLong(text)) : value;
  }
}
