package dev.keeptrail.language.rule;

import dev.keeptrail.language.json.JsonWriter;

/** Values of facts as JSON. Whole numbers have no point, as people and models write them. */
public final class ValueJson {
  private ValueJson() {}

  /** The value on one line. */
  public static String compact(Value value) {
    JsonWriter json = JsonWriter.compact();
    write(value, json);
    return json.toString();
  }

  /** The value in a larger document. */
  public static void write(Value value, JsonWriter json) {
    switch (value) {
      case Value.Text(String text) -> json.value(text);
      case Value.Truth(boolean truth) -> json.value(truth);
      case Value.Decimal(double number) when isWhole(number) -> json.value((long) number);
      case Value.Decimal(double number) -> json.value(number);
      case Value.Nothing() -> json.value((String) null);
      case Value.Sequence(var items) -> {
        json.beginArray();
        items.forEach(item -> write(item, json));
        json.endArray();
      }
      case Value.Mapping(var entries) -> {
        json.beginObject();
        entries.forEach((name, entry) -> write(entry, json.name(name)));
        json.endObject();
      }
    }
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53;
  }
}
