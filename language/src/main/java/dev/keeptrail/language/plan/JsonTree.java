package dev.keeptrail.language.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Strict JSON as a tree: no member twice, nothing behind the value, all within bounds. */
sealed interface JsonTree {
  int MAX_LENGTH = 64 << 20;

  record Mapping(Map<String, JsonTree> members) implements JsonTree {}

  record Sequence(List<JsonTree> items) implements JsonTree {}

  record Text(String value) implements JsonTree {}

  /** A number as it is written. */
  record Decimal(String digits) implements JsonTree {}

  record Truth(boolean value) implements JsonTree {}

  record Null() implements JsonTree {}

  /** Reads one value. */
  static JsonTree read(String json) throws PlanFormatException {
    if (json.length() > MAX_LENGTH) {
      throw new PlanFormatException("the plan is larger than " + MAX_LENGTH + " characters");
    }
    try (JsonParser parser = Reading.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      JsonTree tree = Reading.value(parser);
      if (parser.nextToken() != null) {
        throw new PlanFormatException("there is more behind the plan");
      }
      return tree;
    } catch (JacksonException e) {
      throw new PlanFormatException("the plan is no JSON: " + e.getOriginalMessage());
    }
  }

  /** Reads tokens into trees. */
  final class Reading {
    private static final int MAX_DEPTH = 1_000;

    private static final JsonFactory FACTORY =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Reading() {}

    private static JsonTree value(JsonParser parser) throws PlanFormatException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new PlanFormatException("the plan is empty");
      }
      return switch (token) {
        case START_OBJECT -> mapping(parser);
        case START_ARRAY -> sequence(parser);
        case VALUE_STRING -> new Text(parser.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Decimal(parser.getString());
        case VALUE_TRUE -> new Truth(true);
        case VALUE_FALSE -> new Truth(false);
        case VALUE_NULL -> new Null();
        case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
            throw new PlanFormatException("the plan is no JSON: unexpected " + token);
      };
    }

    private static JsonTree mapping(JsonParser parser) throws PlanFormatException {
      Map<String, JsonTree> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return new Mapping(members);
    }

    private static JsonTree sequence(JsonParser parser) throws PlanFormatException {
      List<JsonTree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return new Sequence(items);
    }
  }
}
