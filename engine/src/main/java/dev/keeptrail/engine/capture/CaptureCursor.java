package dev.keeptrail.engine.capture;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Goes through the JSON of a capture from front to end, without a tree. Each method reads the value
 * at hand and leaves its last token at hand. A value of another type than the one asked for
 * contradicts the format.
 */
final class CaptureCursor {
  private final JsonParser parser;

  CaptureCursor(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads one field of an object, or skips it. */
  interface Field {
    void read(String name) throws CaptureFormatException;
  }

  /** Reads one value. */
  interface Reader<T> {
    T read() throws CaptureFormatException;
  }

  void object(Field field) throws CaptureFormatException {
    require(JsonToken.START_OBJECT);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      field.read(name);
    }
  }

  <T> List<T> list(Reader<T> reader) throws CaptureFormatException {
    require(JsonToken.START_ARRAY);
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(reader.read());
    }
    return items;
  }

  /** An array whose items have each a meaning of its own; the reader takes them with next(). */
  <T> T tuple(Reader<T> reader) throws CaptureFormatException {
    require(JsonToken.START_ARRAY);
    T value = reader.read();
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      parser.nextToken();
    }
    return value;
  }

  /** Goes to the next item of a tuple, which has to be there. */
  CaptureCursor next() throws CaptureFormatException {
    if (!hasNext()) {
      throw contradiction();
    }
    return this;
  }

  /** Goes to the next item of a tuple, if there is one. */
  boolean hasNext() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** The token at hand. */
  JsonToken token() {
    JsonToken token = parser.currentToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  void skip() {
    parser.skipChildren();
  }

  String text() throws CaptureFormatException {
    require(JsonToken.VALUE_STRING);
    return parser.getString();
  }

  int integer() throws CaptureFormatException {
    require(JsonToken.VALUE_NUMBER_INT);
    return parser.getIntValue();
  }

  double number() throws CaptureFormatException {
    if (!token().isNumeric()) {
      throw contradiction();
    }
    return parser.getDoubleValue();
  }

  boolean flag() throws CaptureFormatException {
    if (!token().isBoolean()) {
      throw contradiction();
    }
    return parser.getBooleanValue();
  }

  private void require(JsonToken expected) throws CaptureFormatException {
    if (token() != expected) {
      throw contradiction();
    }
  }

  static CaptureFormatException contradiction() {
    return new CaptureFormatException("the capture contradicts itself");
  }
}
