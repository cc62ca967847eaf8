package dev.keeptrail.language.rule;

import dev.keeptrail.language.json.JsonWriter;
import java.math.BigDecimal;

/**
 * Values of facts as JSON. Whole numbers have no point, and small fractions no exponent, as people
 * and models write them.
 */
public final class ValueJson {
  /** What is smaller or larger has more noughts than people count. */
  private static final double SMALLEST = 1e-12;

  private static final double LARGEST = 1e21;

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
      case Value.Decimal(double number) when isPlain(number) ->
          json.value(new BigDecimal(Double.toString(number)));
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

  private static boolean isPlain(double number) {
    return Math.abs(number) >= SMALLEST && Math.abs(number) < LARGEST;
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53;
  }
}
