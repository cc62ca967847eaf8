package dev.keeptrail.language.editor;

import dev.keeptrail.language.schema.Field;
import dev.keeptrail.language.schema.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps from a shape to what stands inside it. */
final class Shapes {
  private Shapes() {}

  /** The value under a key; null where no such key can stand. */
  static @Nullable Shape member(Shape shape, String key) {
    return switch (shape) {
      case Shape.Fields fields -> fields.field(key).map(Field::shape).orElse(null);
      case Shape.Entries entries -> entries.value();
      case Shape.Either either ->
          either.shapes().stream()
              .flatMap(one -> Optional.ofNullable(member(one, key)).stream())
              .findFirst()
              .orElse(null);
      case Shape.Text _,
          Shape.Truth _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Words _,
          Shape.Open _,
          Shape.Regex _,
          Shape.Expression _,
          Shape.Anything _,
          Shape.Items _,
          Shape.Policies _ ->
          null;
    };
  }

  /** What the entries of a list are; null for what is no list. */
  static @Nullable Shape element(Shape shape) {
    if (shape instanceof Shape.Items items) {
      return items.element();
    }
    return shape instanceof Shape.Either either
        ? either.shapes().stream()
            .flatMap(one -> Optional.ofNullable(element(one)).stream())
            .findFirst()
            .orElse(null)
        : null;
  }
}
