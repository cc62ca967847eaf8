package dev.keeptrail.engine.argument;

import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** JSON in what a model wrote, and as values of facts. */
public final class JsonText {
  private static final ObjectReader WHOLE =
      new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectReader START =
      new JsonMapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** How many places are tried; each may cost a reading of the rest. */
  private static final int MOST_STARTS = 32;

  private JsonText() {}

  /** The text as a JSON value, or empty when it is none. */
  public static Optional<Value> whole(String text) {
    return text.isBlank() ? Optional.empty() : read(WHOLE, text);
  }

  /** The first object or list in the text that is whole, among the first places of a bracket. */
  public static Optional<Value> first(String text) {
    int starts = 0;
    for (int i = 0; i < text.length() && starts < MOST_STARTS; i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        starts++;
        Optional<Value> found = read(START, text.substring(i));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Value> read(ObjectReader reader, String text) {
    try {
      JsonNode node = reader.readTree(text);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(of(node));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** JSON as a value of facts; what is no finite number and no value of JSON is nothing. */
  public static Value of(JsonNode node) {
    if (node.isString()) {
      return new Value.Text(node.stringValue());
    }
    if (node.isBoolean()) {
      return new Value.Truth(node.booleanValue());
    }
    if (node.isNumber()) {
      // WHY: the library refuses to make a double of what is beyond one.
      double number =
          node.isBigInteger() || node.isBigDecimal()
              ? node.decimalValue().doubleValue()
              : node.doubleValue();
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
