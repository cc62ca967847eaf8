package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;

/** Writes what a test says as the JSON of a body. */
final class BodyText {
  private BodyText() {}

  static void write(ValueDecl value, JsonWriter json) {
    switch (value) {
      case ValueDecl.Text text -> json.value(text.value());
      case ValueDecl.Bool truth -> json.value(truth.value());
      case ValueDecl.Int number -> json.value(number.value());
      case ValueDecl.Decimal number -> decimal(number.value(), json);
      case ValueDecl.Nothing _, ValueDecl.Invalid _ -> json.value((String) null);
      case ValueDecl.Sequence sequence -> {
        json.beginArray();
        sequence.items().forEach(item -> write(item, json));
        json.endArray();
      }
      case ValueDecl.Mapping mapping -> {
        json.beginObject();
        for (FieldDecl field : mapping.fields()) {
          write(field.value(), json.name(field.name()));
        }
        json.endObject();
      }
    }
  }

  /** Whole numbers keep the form without a point, as people and models write them. */
  private static void decimal(double number, JsonWriter json) {
    if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      json.value((long) number);
    } else if (Double.isFinite(number)) {
      json.value(number);
    } else {
      // JSON has no such number; a body with it would be refused as a whole.
      json.value(Double.toString(number));
    }
  }
}
