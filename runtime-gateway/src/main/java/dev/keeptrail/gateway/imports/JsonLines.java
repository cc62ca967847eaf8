package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of logs leniently: what is none is null, and no failure. */
final class JsonLines {
  private JsonLines() {}

  /** The value, or null when the text is not JSON. */
  static @Nullable JsonNode parse(String text) {
    try {
      return StrictJson.parse(text.strip().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  /** An object, also one that is written as a text; null when it is neither. */
  static @Nullable JsonNode object(JsonNode node) {
    if (node.isObject()) {
      return node;
    }
    JsonNode parsed = node.isString() ? parse(node.stringValue()) : null;
    return parsed != null && parsed.isObject() ? parsed : null;
  }

  /** The first of these members that is a text and not empty; null when there is none. */
  static @Nullable String text(JsonNode node, String... names) {
    for (String name : names) {
      String text = node.path(name).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
