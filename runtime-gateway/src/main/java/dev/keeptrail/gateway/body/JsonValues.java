package dev.keeptrail.gateway.body;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.rule.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Turns JSON of tools into the values that rules work on. Stateless. */
public final class JsonValues {
  /** The longest text that is read as JSON for rules. */
  public static final int MAX_CHARACTERS = 1 << 20;

  private JsonValues() {}

  /**
   * The value that a text is the JSON of, or empty when it is no JSON.
   *
   * @param what the subject of the complaint
   * @throws UnreadableToolException when it is JSON beyond the bounds, or such that two readers
   *     could take it for different things
   */
  public static Optional<Value> parse(String text, String what, String pointer)
      throws UnreadableToolException {
    if (text.length() > MAX_CHARACTERS) {
      if (isContainer(text)) {
        throw new UnreadableToolException(
            what + " holds more than " + MAX_CHARACTERS + " characters of JSON", pointer);
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          of(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)), what, pointer));
    } catch (MalformedJsonException malformed) {
      if (malformed.isJson()) {
        throw new UnreadableToolException(
            what
                + " is JSON that is nested too deep, holds too many or too large values, or has one"
                + " key twice",
            pointer);
      }
      return Optional.empty();
    }
  }

  /**
   * The value of a tree.
   *
   * @throws UnreadableToolException when a number is beyond what a rule can compare
   */
  public static Value of(JsonNode node, String what, String pointer)
      throws UnreadableToolException {
    return switch (node.getNodeType()) {
      case STRING -> new Value.Text(node.stringValue());
      case BOOLEAN -> new Value.Truth(node.booleanValue());
      case NUMBER -> number(node, what, pointer);
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        for (JsonNode item : node) {
          items.add(of(item, what, pointer));
        }
        yield new Value.Sequence(items);
      }
      case OBJECT -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          entries.put(entry.getKey(), of(entry.getValue(), what, pointer));
        }
        yield new Value.Mapping(entries);
      }
      case NULL, MISSING, BINARY, POJO -> new Value.Nothing();
    };
  }

  private static Value number(JsonNode node, String what, String pointer)
      throws UnreadableToolException {
    double value = node.isBigDecimal() ? node.decimalValue().doubleValue() : node.doubleValue();
    if (!Double.isFinite(value)) {
      throw new UnreadableToolException(
          what + " holds a number beyond what a rule can compare", pointer);
    }
    return new Value.Decimal(value);
  }

  private static boolean isContainer(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }
}
