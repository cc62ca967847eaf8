package dev.keeptrail.language.check;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/** Finds where the value of a setting was written, by its path within a block. */
final class FieldPlaces {
  private FieldPlaces() {}

  /**
   * The place of the value, or of what was written around it.
   *
   * @param path names with dots between them, places in lists in brackets: {@code rules[1].name}
   * @return empty where nothing of the path was written
   */
  static Optional<Span> find(List<FieldDecl> fields, String path) {
    int dot = path.indexOf('.');
    String step = dot < 0 ? path : path.substring(0, dot);
    int bracket = step.indexOf('[');
    String name = bracket < 0 ? step : step.substring(0, bracket);
    Optional<ValueDecl> value =
        fields.stream()
            .filter(field -> field.name().equals(name))
            .map(FieldDecl::value)
            .reduce((_, last) -> last);
    if (bracket >= 0) {
      int index = Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
      value = value.map(found -> item(found, index));
    }
    return value.map(found -> inside(found, dot < 0 ? "" : path.substring(dot + 1)));
  }

  private static ValueDecl item(ValueDecl list, int index) {
    return list instanceof ValueDecl.Sequence sequence && index < sequence.items().size()
        ? sequence.items().get(index)
        : list;
  }

  private static Span inside(ValueDecl value, String rest) {
    return !rest.isEmpty() && value instanceof ValueDecl.Mapping mapping
        ? find(mapping.fields(), rest).orElse(value.span())
        : value.span();
  }
}
