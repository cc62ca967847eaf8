package dev.keeptrail.ledger.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, taken one by one and strictly: each must be there and have the
 * type asked for, and {@link #end} refuses what nobody asked for. Messages name the path.
 */
final class JsonFields {
  private final JsonNode object;
  private final Path path;

  /** Each name once, so that its size says whether any field is left. */
  private final List<String> taken = new ArrayList<>();

  /** Turns one object into a value. */
  interface Reader<T> {
    T read(JsonFields fields) throws EventFormatException;
  }

  private JsonFields(JsonNode object, Path path) {
    this.object = object;
    this.path = path;
  }

  /**
   * Where an object is. Only messages need it as text.
   *
   * @param index of an item of an array; -1 for others
   */
  private record Path(@Nullable Path parent, String name, int index) {
    @Override
    public String toString() {
      String own = index < 0 ? name : name + "[" + index + "]";
      return parent == null || parent.name.isEmpty() ? own : parent + "." + own;
    }
  }

  /** Reads a whole object, refusing fields that the reader did not take. */
  static <T> T read(JsonNode node, String path, Reader<T> reader) throws EventFormatException {
    return read(node, new Path(null, path, -1), reader);
  }

  private static <T> T read(JsonNode node, Path path, Reader<T> reader)
      throws EventFormatException {
    if (!node.isObject()) {
      throw new EventFormatException(
          "`" + (path.name.isEmpty() ? "event" : path) + "` is not an object");
    }
    JsonFields fields = new JsonFields(node, path);
    T value = reader.read(fields);
    fields.end();
    return value;
  }

  String text(String name) throws EventFormatException {
    return text(name, take(name));
  }

  @Nullable String textOrNull(String name) throws EventFormatException {
    JsonNode node = take(name);
    return node.isNull() ? null : text(name, node);
  }

  boolean flag(String name) throws EventFormatException {
    JsonNode node = take(name);
    if (!node.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node.booleanValue();
  }

  int integer(String name) throws EventFormatException {
    JsonNode node = take(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "a whole number of 32 bits");
    }
    return node.intValue();
  }

  @Nullable Integer integerOrNull(String name) throws EventFormatException {
    return isNull(name) ? null : integer(name);
  }

  long wide(String name) throws EventFormatException {
    JsonNode node = take(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, "a whole number of 64 bits");
    }
    return node.longValue();
  }

  double number(String name) throws EventFormatException {
    JsonNode node = take(name);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(name, "a number");
    }
    return node.doubleValue();
  }

  @Nullable Double numberOrNull(String name) throws EventFormatException {
    return isNull(name) ? null : number(name);
  }

  <T> T object(String name, Reader<T> reader) throws EventFormatException {
    return read(take(name), new Path(path, name, -1), reader);
  }

  <T> @Nullable T objectOrNull(String name, Reader<T> reader) throws EventFormatException {
    return isNull(name) ? null : object(name, reader);
  }

  /** For fields that younger events have: null when the object has no such field. */
  <T> @Nullable T objectIfThere(String name, Reader<T> reader) throws EventFormatException {
    return object.has(name) ? object(name, reader) : null;
  }

  @Nullable String textIfThere(String name) throws EventFormatException {
    return object.has(name) ? text(name) : null;
  }

  /** A number that is 0 where it is left out. */
  long wideIfThere(String name) throws EventFormatException {
    return object.has(name) ? wide(name) : 0;
  }

  /** A flag that is false where it is left out. */
  boolean flagIfThere(String name) throws EventFormatException {
    return object.has(name) && flag(name);
  }

  /** An object of strings under any names; empty when there is none. */
  Map<String, String> textsByName(String name) throws EventFormatException {
    if (!object.has(name)) {
      return Map.of();
    }
    return object(
        name,
        fields -> {
          Map<String, String> texts = new LinkedHashMap<>();
          for (String key : fields.object.propertyNames()) {
            texts.put(key, fields.text(key));
          }
          return texts;
        });
  }

  /** The objects of an array that may be left out. */
  <T> List<T> objectsIfThere(String name, Reader<T> reader) throws EventFormatException {
    return object.has(name) ? objects(name, reader) : List.of();
  }

  <T> List<T> objects(String name, Reader<T> reader) throws EventFormatException {
    List<T> values = new ArrayList<>();
    for (JsonNode item : items(name)) {
      values.add(read(item, new Path(path, name, values.size()), reader));
    }
    return values;
  }

  List<String> texts(String name) throws EventFormatException {
    List<String> values = new ArrayList<>();
    for (JsonNode item : items(name)) {
      values.add(text(name, item));
    }
    return values;
  }

  private JsonNode items(String name) throws EventFormatException {
    JsonNode node = take(name);
    if (!node.isArray()) {
      throw wrong(name, "an array");
    }
    return node;
  }

  private String text(String name, JsonNode node) throws EventFormatException {
    if (!node.isString()) {
      throw wrong(name, "a string");
    }
    return node.stringValue();
  }

  private boolean isNull(String name) throws EventFormatException {
    boolean isNull = there(name).isNull();
    if (isNull) {
      taken.add(name);
    }
    return isNull;
  }

  private JsonNode take(String name) throws EventFormatException {
    taken.add(name);
    return there(name);
  }

  private JsonNode there(String name) throws EventFormatException {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new EventFormatException("`" + at(name) + "` is missing");
    }
    return node;
  }

  private void end() throws EventFormatException {
    if (taken.size() == object.size()) {
      return;
    }
    for (String name : object.propertyNames()) {
      if (!taken.contains(name)) {
        throw new EventFormatException("`" + at(name) + "` is not a field of an event");
      }
    }
  }

  private EventFormatException wrong(String name, String wanted) {
    return new EventFormatException("`" + at(name) + "` is not " + wanted);
  }

  private String at(String name) {
    return new Path(path, name, -1).toString();
  }
}
