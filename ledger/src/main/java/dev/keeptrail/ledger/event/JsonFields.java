package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.JsonTape.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, taken one by one and strictly: each must be there once and have
 * the type asked for, and {@link #end} refuses what nobody asked for. Fastest when they are taken
 * in the order in which they stand. Messages name the path.
 */
final class JsonFields {
  private final JsonTape tape;
  private final int object;
  private final Path path;
  private final BitSet taken = new BitSet();

  /** Where the field behind the one that was taken last stands, and which one of the object's. */
  private int next;

  private int ordinal;

  /** Turns one object into a value. */
  interface Reader<T> {
    T read(JsonFields fields) throws EventFormatException;
  }

  private JsonFields(JsonTape tape, int object, Path path) {
    this.tape = tape;
    this.object = object;
    this.path = path;
    this.next = object + 1;
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
  static <T> T read(JsonTape tape, Reader<T> reader) throws EventFormatException {
    return read(tape, 0, new Path(null, "", -1), reader);
  }

  private static <T> T read(JsonTape tape, int at, Path path, Reader<T> reader)
      throws EventFormatException {
    if (tape.kind(at) != Kind.OBJECT) {
      throw new EventFormatException(
          "`" + (path.name.isEmpty() ? "event" : path) + "` is not an object");
    }
    JsonFields fields = new JsonFields(tape, at, path);
    T value = reader.read(fields);
    fields.end();
    return value;
  }

  String text(String name) throws EventFormatException {
    return text(name, take(name));
  }

  @Nullable String textOrNull(String name) throws EventFormatException {
    int at = take(name);
    return tape.kind(at) == Kind.NULL ? null : text(name, at);
  }

  boolean flag(String name) throws EventFormatException {
    return flag(name, take(name));
  }

  private boolean flag(String name, int at) throws EventFormatException {
    return switch (tape.kind(at)) {
      case TRUE -> true;
      case FALSE -> false;
      case OBJECT, ARRAY, TEXT, WHOLE, NUMBER, NULL -> throw wrong(name, "true or false");
    };
  }

  int integer(String name) throws EventFormatException {
    return integer(name, take(name));
  }

  private int integer(String name, int at) throws EventFormatException {
    long value = tape.whole(at);
    if (tape.kind(at) != Kind.WHOLE || value != (int) value) {
      throw wrong(name, "a whole number of 32 bits");
    }
    return (int) value;
  }

  @Nullable Integer integerOrNull(String name) throws EventFormatException {
    int at = take(name);
    return tape.kind(at) == Kind.NULL ? null : integer(name, at);
  }

  long wide(String name) throws EventFormatException {
    return wide(name, take(name));
  }

  private long wide(String name, int at) throws EventFormatException {
    if (tape.kind(at) != Kind.WHOLE) {
      throw wrong(name, "a whole number of 64 bits");
    }
    return tape.whole(at);
  }

  double number(String name) throws EventFormatException {
    return number(name, take(name));
  }

  private double number(String name, int at) throws EventFormatException {
    boolean isNumber = tape.kind(at) == Kind.WHOLE || tape.kind(at) == Kind.NUMBER;
    if (!isNumber || !Double.isFinite(tape.number(at))) {
      throw wrong(name, "a number");
    }
    return tape.number(at);
  }

  @Nullable Double numberOrNull(String name) throws EventFormatException {
    int at = take(name);
    return tape.kind(at) == Kind.NULL ? null : number(name, at);
  }

  <T> T object(String name, Reader<T> reader) throws EventFormatException {
    return read(tape, take(name), new Path(path, name, -1), reader);
  }

  <T> @Nullable T objectOrNull(String name, Reader<T> reader) throws EventFormatException {
    int at = take(name);
    return tape.kind(at) == Kind.NULL ? null : read(tape, at, new Path(path, name, -1), reader);
  }

  /** For fields that younger events have: null when the object has no such field. */
  <T> @Nullable T objectIfThere(String name, Reader<T> reader) throws EventFormatException {
    int at = find(name);
    return at < 0 ? null : read(tape, at, new Path(path, name, -1), reader);
  }

  @Nullable String textIfThere(String name) throws EventFormatException {
    int at = find(name);
    return at < 0 ? null : text(name, at);
  }

  /** A number that is 0 where it is left out. */
  long wideIfThere(String name) throws EventFormatException {
    int at = find(name);
    return at < 0 ? 0 : wide(name, at);
  }

  /** A flag that is false where it is left out. */
  boolean flagIfThere(String name) throws EventFormatException {
    int at = find(name);
    return at >= 0 && flag(name, at);
  }

  /** An object of strings under any names; empty when there is none. */
  Map<String, String> textsByName(String name) throws EventFormatException {
    Map<String, String> texts = objectIfThere(name, JsonFields::texts);
    return texts == null ? Map.of() : texts;
  }

  /** All fields of this object, under any names; each is a string. */
  Map<String, String> texts() throws EventFormatException {
    Map<String, String> texts = new LinkedHashMap<>();
    taken.set(0, tape.held(object));
    for (int at = object + 1; at < tape.end(object); at = tape.end(at)) {
      String name = tape.name(at);
      if (texts.put(name, text(name, at)) != null) {
        throw new EventFormatException(EventParser.NOT_WELL_FORMED);
      }
    }
    return texts;
  }

  /** The objects of an array that may be left out. */
  <T> List<T> objectsIfThere(String name, Reader<T> reader) throws EventFormatException {
    int at = find(name);
    return at < 0 ? List.of() : objects(name, at, reader);
  }

  <T> List<T> objects(String name, Reader<T> reader) throws EventFormatException {
    return objects(name, take(name), reader);
  }

  private <T> List<T> objects(String name, int array, Reader<T> reader)
      throws EventFormatException {
    List<T> values = items(name, array);
    for (int at = array + 1; at < tape.end(array); at = tape.end(at)) {
      values.add(read(tape, at, new Path(path, name, values.size()), reader));
    }
    return values;
  }

  List<String> texts(String name) throws EventFormatException {
    int array = take(name);
    List<String> values = items(name, array);
    for (int at = array + 1; at < tape.end(array); at = tape.end(at)) {
      values.add(text(name, at));
    }
    return values;
  }

  /** A list with room for what the array holds. */
  private <T> List<T> items(String name, int array) throws EventFormatException {
    if (tape.kind(array) != Kind.ARRAY) {
      throw wrong(name, "an array");
    }
    return new ArrayList<>(tape.held(array));
  }

  private String text(String name, int at) throws EventFormatException {
    if (tape.kind(at) != Kind.TEXT) {
      throw wrong(name, "a string");
    }
    return tape.text(at);
  }

  private int take(String name) throws EventFormatException {
    int at = find(name);
    if (at < 0) {
      throw new EventFormatException("`" + at(name) + "` is missing");
    }
    return at;
  }

  /** Takes a field where there is one; -1 where there is none. */
  private int find(String name) {
    int end = tape.end(object);
    int from = next;
    int number = ordinal;
    for (int looked = 0; looked < tape.held(object); looked++) {
      if (from == end) {
        from = object + 1;
        number = 0;
      }
      if (tape.name(from).equals(name)) {
        taken.set(number);
        next = tape.end(from);
        ordinal = number + 1;
        return from;
      }
      from = tape.end(from);
      number++;
    }
    return -1;
  }

  private void end() throws EventFormatException {
    int left = taken.nextClearBit(0);
    if (left >= tape.held(object)) {
      return;
    }
    int at = object + 1;
    for (int number = 0; number < left; number++) {
      at = tape.end(at);
    }
    throw isTwice(tape.name(at))
        ? new EventFormatException(EventParser.NOT_WELL_FORMED)
        : new EventFormatException("`" + at(tape.name(at)) + "` is not a field of an event");
  }

  private boolean isTwice(String name) {
    int found = 0;
    for (int at = object + 1; at < tape.end(object); at = tape.end(at)) {
      found += tape.name(at).equals(name) ? 1 : 0;
    }
    return found > 1;
  }

  private EventFormatException wrong(String name, String wanted) {
    return new EventFormatException("`" + at(name) + "` is not " + wanted);
  }

  private String at(String name) {
    return new Path(path, name, -1).toString();
  }
}
