package dev.keeptrail.gateway.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree itself, because a library's binder neither says where a duplicate key is nor
 * looks for lone surrogates. Numbers keep their digits: integers of any size, decimals as decimals.
 */
final class TreeReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;

  TreeReader(JsonParser parser) {
    this.parser = parser;
  }

  JsonNode read() throws MalformedJsonException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw MalformedJsonException.notJson("the body is empty; send a JSON object");
    }
    JsonNode root = value(first, 0);
    if (parser.nextToken() != null) {
      throw MalformedJsonException.notJson(
          "the body goes on after its JSON value; send one value only");
    }
    return root;
  }

  private JsonNode value(JsonToken token, int depth) throws MalformedJsonException {
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> NODES.stringNode(wellFormed(parser.getString()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw MalformedJsonException.notJson("the body is not valid JSON");
    };
  }

  private ObjectNode object(int depth) throws MalformedJsonException {
    ObjectNode node = NODES.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      wellFormed(name);
      if (node.has(name)) {
        throw fault("the same key stands twice in one object; send each key once");
      }
      node.set(name, value(parser.nextToken(), depth));
    }
    return node;
  }

  private ArrayNode array(int depth) throws MalformedJsonException {
    ArrayNode node = NODES.arrayNode();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      node.add(value(next, depth));
    }
    return node;
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode decimal() throws MalformedJsonException {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException _) {
      // The digits are bounded by the parser; the exponent is not.
      throw fault("a number has an exponent beyond what is accepted; send a smaller one");
    }
  }

  private int deeper(int depth) throws MalformedJsonException {
    if (depth == StrictJson.MAX_DEPTH) {
      throw new MalformedJsonException(
          "the body nests deeper than " + StrictJson.MAX_DEPTH + " levels; send a flatter one", "");
    }
    return depth + 1;
  }

  private String wellFormed(String text) throws MalformedJsonException {
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at++);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(unit)
              && at < text.length()
              && Character.isLowSurrogate(text.charAt(at));
      if (!paired) {
        throw fault("a text holds half of a surrogate pair; send whole characters");
      }
      at++;
    }
    return text;
  }

  private MalformedJsonException fault(String message) {
    return new MalformedJsonException(
        message, parser.streamReadContext().pathAsPointer().toString());
  }
}
