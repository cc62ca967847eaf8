package dev.keeptrail.ledger.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON text as a list of its values in the order in which they stand, an object or array before
 * what it holds: a tree without nodes, because events are read by the million. One text for each.
 * Names that stand twice in an object are kept twice; {@link JsonFields} refuses them.
 */
final class JsonTape {
  /** What a value is. */
  enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    /** Of 64 bits. */
    WHOLE,
    /** Any other number. */
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final int TYPICAL_VALUES = 128;

  private Kind[] kinds = new Kind[TYPICAL_VALUES];
  private @Nullable String[] names = new String[TYPICAL_VALUES];
  private @Nullable String[] texts = new String[TYPICAL_VALUES];

  /** The number itself, the bits of a double, or how many values an object or array holds. */
  private long[] numbers = new long[TYPICAL_VALUES];

  /** Where the value behind it stands that is not within it. */
  private int[] ends = new int[TYPICAL_VALUES];

  private int size;

  private JsonTape() {}

  /** Reads one value and nothing behind it. */
  static JsonTape of(byte[] json) throws JacksonException {
    var tape = new JsonTape();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        throw new StreamReadException(parser, "there is nothing");
      }
      tape.value(parser, null);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "there is more behind it");
      }
    }
    return tape;
  }

  // Jackson allows 500 levels, so this ends.
  private void value(JsonParser parser, @Nullable String name) {
    int at = size++;
    if (at == ends.length) {
      grow();
    }
    names[at] = name;
    // Not written at once: the lists may grow meanwhile.
    Kind kind =
        switch (parser.currentToken()) {
          case START_OBJECT -> object(parser, at);
          case START_ARRAY -> array(parser, at);
          case VALUE_STRING -> {
            texts[at] = parser.getString();
            yield Kind.TEXT;
          }
          case VALUE_NUMBER_INT -> whole(parser, at);
          case VALUE_NUMBER_FLOAT -> number(parser, at);
          case VALUE_TRUE -> Kind.TRUE;
          case VALUE_FALSE -> Kind.FALSE;
          case VALUE_NULL -> Kind.NULL;
          case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
              throw new StreamReadException(parser, "this is no value");
        };
    kinds[at] = kind;
    ends[at] = size;
  }

  private Kind object(JsonParser parser, int at) {
    long held = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken ignored = parser.nextToken();
      value(parser, name);
      held++;
    }
    numbers[at] = held;
    return Kind.OBJECT;
  }

  private Kind array(JsonParser parser, int at) {
    long held = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, null);
      held++;
    }
    numbers[at] = held;
    return Kind.ARRAY;
  }

  private Kind whole(JsonParser parser, int at) {
    if (parser.getNumberType() == NumberType.BIG_INTEGER) {
      return number(parser, at);
    }
    numbers[at] = parser.getLongValue();
    return Kind.WHOLE;
  }

  private Kind number(JsonParser parser, int at) {
    numbers[at] = Double.doubleToRawLongBits(parser.getDoubleValue());
    return Kind.NUMBER;
  }

  private void grow() {
    int room = ends.length * 2;
    kinds = Arrays.copyOf(kinds, room);
    names = Arrays.copyOf(names, room);
    texts = Arrays.copyOf(texts, room);
    numbers = Arrays.copyOf(numbers, room);
    ends = Arrays.copyOf(ends, room);
  }

  Kind kind(int at) {
    return kinds[at];
  }

  /** Under which it stands in its object; empty elsewhere. */
  String name(int at) {
    String name = names[at];
    return name == null ? "" : name;
  }

  /** Of a {@link Kind#TEXT}. */
  String text(int at) {
    String text = texts[at];
    return text == null ? "" : text;
  }

  /** Of a {@link Kind#WHOLE}. */
  long whole(int at) {
    return numbers[at];
  }

  /** Of a number of either kind. */
  double number(int at) {
    return kinds[at] == Kind.WHOLE ? numbers[at] : Double.longBitsToDouble(numbers[at]);
  }

  /** How many values an object or array holds. */
  int held(int at) {
    return (int) numbers[at];
  }

  /** Where the next value stands that is not within this one. */
  int end(int at) {
    return ends[at];
  }
}
