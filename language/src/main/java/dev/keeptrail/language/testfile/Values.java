package dev.keeptrail.language.testfile;

import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Written values as values of facts. */
final class Values {
  private Values() {}

  /** The value, or empty when a fact cannot have it: a number that is not finite. */
  static Optional<Value> of(ValueDecl written) {
    return switch (written) {
      case ValueDecl.Text text -> Optional.of(new Value.Text(text.value()));
      case ValueDecl.Bool truth -> Optional.of(new Value.Truth(truth.value()));
      case ValueDecl.Int number -> Optional.of(new Value.Decimal(number.value()));
      case ValueDecl.Decimal number ->
          Double.isFinite(number.value())
              ? Optional.of(new Value.Decimal(number.value()))
              : Optional.empty();
      case ValueDecl.Nothing _ -> Optional.of(new Value.Nothing());
      case ValueDecl.Sequence sequence -> sequence(sequence);
      case ValueDecl.Mapping mapping -> mapping(mapping);
      case ValueDecl.Invalid _ -> Optional.empty();
    };
  }

  /** Whether a field of that type can hold the value. */
  static boolean fits(FieldType type, Value value) {
    return switch (type) {
      case TEXT, CATEGORY -> value instanceof Value.Text;
      case NUMBER -> value instanceof Value.Decimal;
      case TRUTH -> value instanceof Value.Truth;
      case TEXTS ->
          value instanceof Value.Sequence(List<Value> items)
              && items.stream().allMatch(Value.Text.class::isInstance);
      case NUMBERS ->
          value instanceof Value.Sequence(List<Value> items)
              && items.stream().allMatch(Value.Decimal.class::isInstance);
      case JSON -> true;
    };
  }

  private static Optional<Value> sequence(ValueDecl.Sequence sequence) {
    List<Value> items = new ArrayList<>();
    for (ValueDecl item : sequence.items()) {
      Optional<Value> value = of(item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      items.add(value.get());
    }
    return Optional.of(new Value.Sequence(items));
  }

  private static Optional<Value> mapping(ValueDecl.Mapping mapping) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (FieldDecl field : mapping.fields()) {
      Optional<Value> value = of(field.value());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      entries.put(field.name(), value.get());
    }
    return Optional.of(new Value.Mapping(entries));
  }
}
