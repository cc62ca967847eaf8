package dev.keeptrail.engine.argument;

import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Value;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values of facts and plans as the trees that a schema validator reads. */
final class JsonNodes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double MAX_EXACT = (1L << 53) - 1;

  private JsonNodes() {}

  static JsonNode of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> NODES.stringNode(text);
      case Value.Decimal(double number) -> number(number);
      case Value.Truth(boolean truth) -> NODES.booleanNode(truth);
      case Value.Nothing _ -> NODES.nullNode();
      case Value.Sequence(var items) -> {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(of(item)));
        yield array;
      }
      case Value.Mapping(var entries) -> {
        ObjectNode object = NODES.objectNode();
        entries.forEach((name, entry) -> object.set(name, of(entry)));
        yield object;
      }
    };
  }

  static JsonNode of(PlanValue value) {
    return switch (value) {
      case PlanValue.Text(String text) -> NODES.stringNode(text);
      case PlanValue.Bool(boolean truth) -> NODES.booleanNode(truth);
      case PlanValue.Int(long number) -> NODES.numberNode(number);
      case PlanValue.Decimal(double number) -> number(number);
      case PlanValue.Secret _ -> throw new IllegalArgumentException("a secret in a schema");
      case PlanValue.Sequence(var items) -> {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(of(item)));
        yield array;
      }
      case PlanValue.Mapping(var entries) -> {
        ObjectNode object = NODES.objectNode();
        entries.forEach((name, entry) -> object.set(name, of(entry)));
        yield object;
      }
    };
  }

  /**
   * JSON does not tell 1 from 1.0, and a validator should not either. Nor does it take a whole
   * number of another type that is beyond a long.
   */
  private static JsonNode number(double number) {
    if (number != Math.rint(number) || Double.isInfinite(number)) {
      return NODES.numberNode(number);
    }
    return Math.abs(number) <= MAX_EXACT
        ? NODES.numberNode((long) number)
        : NODES.numberNode(new BigDecimal(number).toBigIntegerExact());
  }
}
