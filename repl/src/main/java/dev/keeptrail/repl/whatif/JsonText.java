package dev.keeptrail.repl.whatif;

import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads values of facts from JSON. */
public final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonText() {}

  /** The value that a text is in JSON; empty when it is none, or none that a fact can hold. */
  public static Optional<Value> read(String text) {
    try {
      return Optional.of(value(JSON.readTree(text)));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Value value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Value> entries = new LinkedHashMap<>();
      node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
      return new Value.Mapping(entries);
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return new Value.Sequence(items);
    }
    if (node.isString()) {
      return new Value.Text(node.asString());
    }
    if (node.isNumber()) {
      return new Value.Decimal(node.doubleValue());
    }
    if (node.isBoolean()) {
      return new Value.Truth(node.booleanValue());
    }
    if (node.isNull()) {
      return new Value.Nothing();
    }
    throw new IllegalArgumentException("no JSON value");
  }
}
