package dev.keeptrail.gateway.imports;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the typed values of OTLP ({@code stringValue}, {@code kvlistValue} ...) to plain JSON. */
final class SpanValues {
  private SpanValues() {}

  static JsonNode plain(JsonNode value) {
    if (value.has("stringValue")) {
      return value.path("stringValue");
    }
    if (value.has("arrayValue")) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.path("arrayValue").path("values").forEach(item -> array.add(plain(item)));
      return array;
    }
    if (value.has("kvlistValue")) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (JsonNode entry : value.path("kvlistValue").path("values")) {
        object.set(entry.path("key").asString(""), plain(entry.path("value")));
      }
      return object;
    }
    if (value.has("intValue")) {
      return JsonNodeFactory.instance.numberNode(value.path("intValue").asLong(0));
    }
    if (value.has("doubleValue")) {
      return value.path("doubleValue");
    }
    return value.has("boolValue") ? value.path("boolValue") : JsonNodeFactory.instance.nullNode();
  }
}
