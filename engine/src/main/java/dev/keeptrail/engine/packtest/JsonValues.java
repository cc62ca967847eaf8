package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      return node.isMissingNode() ? Optional.empty() : Optional.of(of(node));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  static Value of(JsonNode node) {
    if (node.isString()) {
      return new Value.Text(node.stringValue());
    }
    if (node.isBoolean()) {
      return new Value.Truth(node.booleanValue());
    }
    if (node.isNumber()) {
      double number = node.asDouble();
      return Double.isFinite(number) ? new Value.Decimal(number) : new Value.Nothing();
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(of(item)));
      return new Value.Sequence(items);
    }
    if (node.isObject()) {
      Map<String, Value> entries = new LinkedHashMap<>();
      node.properties().forEach(entry -> entries.put(entry.getKey(), of(entry.getValue())));
      return new Value.Mapping(entries);
    }
    return new Value.Nothing();
  }
}
