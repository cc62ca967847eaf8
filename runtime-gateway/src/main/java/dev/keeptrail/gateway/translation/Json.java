package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small readings and makings of JSON that both directions need. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  static ObjectNode text(String text) {
    return typed("text").put("text", text);
  }

  /** Arguments of a tool call; no text at all stands for none. */
  static Optional<ObjectNode> arguments(String text) {
    if (text.isBlank()) {
      return Optional.of(object());
    }
    try {
      JsonNode read = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
      return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  static boolean isWord(JsonNode node, String word) {
    return node.isString() && node.stringValue().equals(word);
  }

  static boolean isFalse(JsonNode node) {
    return node.isBoolean() && !node.booleanValue();
  }

  static boolean isZero(JsonNode node) {
    return node.isNumber() && node.decimalValue().signum() == 0;
  }

  static boolean isEmpty(JsonNode node) {
    return node.isContainer() && node.isEmpty();
  }

  static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
        ? node.longValue()
        : 0;
  }

  static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  }
}
