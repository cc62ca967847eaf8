package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.argument.JsonText;
import dev.keeptrail.language.rule.Value;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as values of facts. */
final class JsonValues {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonValues() {}

  static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  /** The text as a JSON value, or empty when it is none. */
  static Optional<Value> parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(JsonText.of(node));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
