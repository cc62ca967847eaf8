package dev.keeptrail.conformance;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;

/**
 * A document as JSON, which is YAML too, without the first key of a path; where that is a switch,
 * with the switch the other way. For one use.
 */
final class WithoutAKey {
  private static final String ANY_NAME = "<name>";

  private final JsonWriter json = JsonWriter.compact();
  private boolean found;

  private WithoutAKey() {}

  /** {@code <name>} in the path is any name, and {@code []} behind one any item of its list. */
  static WithoutAKey of(ValueDecl document, List<String> path) {
    var without = new WithoutAKey();
    without.write(document, path);
    return without;
  }

  boolean wasThere() {
    return found;
  }

  String json() {
    return json.toString();
  }

  private void write(ValueDecl value, List<String> path) {
    switch (value) {
      case ValueDecl.Text text -> json.value(text.value());
      case ValueDecl.Bool bool -> json.value(bool.value());
      case ValueDecl.Int number -> json.value(number.value());
      case ValueDecl.Decimal number -> json.value(number.value());
      case ValueDecl.Sequence list -> {
        json.beginArray();
        list.items().forEach(item -> write(item, path));
        json.endArray();
      }
      case ValueDecl.Mapping mapping -> {
        json.beginObject();
        mapping.fields().forEach(field -> field(field, path));
        json.endObject();
      }
      case ValueDecl.Nothing _, ValueDecl.Invalid _ ->
          throw new IllegalArgumentException("a value that says nothing");
    }
  }

  private void field(FieldDecl field, List<String> path) {
    boolean fits =
        !path.isEmpty()
            && (path.getFirst().equals(ANY_NAME)
                || path.getFirst().replace("[]", "").equals(field.name()));
    if (fits && path.size() == 1 && !found) {
      found = true;
      if (field.value() instanceof ValueDecl.Bool(_, boolean on)) {
        json.name(field.name()).value(!on);
      }
      return;
    }
    json.name(field.name());
    write(field.value(), fits ? path.subList(1, path.size()) : List.of());
  }
}
