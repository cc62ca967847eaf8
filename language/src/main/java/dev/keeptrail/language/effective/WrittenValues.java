package dev.keeptrail.language.effective;

import dev.keeptrail.language.diagnostic.SecretShapes;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as authors wrote them. What is secret, or looks like it, does not come out of here. */
final class WrittenValues {
  private static final String LITERAL_KEY = "api_key";

  private WrittenValues() {}

  /** The value at a path of names below some fields. */
  static Optional<ValueDecl> at(List<FieldDecl> fields, List<String> path) {
    Optional<ValueDecl> found =
        fields.stream()
            .filter(field -> field.name().equals(path.getFirst()))
            .map(FieldDecl::value)
            .findFirst();
    return path.size() == 1
        ? found
        : found
            .filter(ValueDecl.Mapping.class::isInstance)
            .flatMap(
                value -> at(((ValueDecl.Mapping) value).fields(), path.subList(1, path.size())));
  }

  /** What a setting of this name and type is written as. */
  static PlanValue of(String name, SettingType type, ValueDecl value) {
    return name.equals(LITERAL_KEY) && type instanceof SettingType.Text
        ? new PlanValue.Secret(new SecretRef.Literal(""))
        : of(value);
  }

  private static PlanValue of(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Text(_, String text) -> new PlanValue.Text(blotted(text));
      case ValueDecl.Bool(_, boolean on) -> new PlanValue.Bool(on);
      case ValueDecl.Int(_, long number) -> new PlanValue.Int(number);
      case ValueDecl.Decimal(_, double number) -> new PlanValue.Decimal(number);
      case ValueDecl.Sequence(_, List<ValueDecl> items) ->
          new PlanValue.Sequence(items.stream().map(WrittenValues::of).toList());
      case ValueDecl.Mapping(_, List<FieldDecl> fields) -> {
        Map<String, PlanValue> entries = new LinkedHashMap<>();
        fields.forEach(field -> entries.put(field.name(), of(field.value())));
        yield new PlanValue.Mapping(entries);
      }
      case ValueDecl.Nothing _, ValueDecl.Invalid _ -> PlanValue.Mapping.EMPTY;
    };
  }

  private static String blotted(String text) {
    var shown = new StringBuilder(text);
    for (SecretShapes.Hit hit : SecretShapes.in(text)) {
      for (int at = hit.start(); at < hit.end(); at++) {
        shown.setCharAt(at, '*');
      }
    }
    return shown.toString();
  }
}
