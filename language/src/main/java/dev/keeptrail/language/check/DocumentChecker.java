package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a document over as it is written, as far as a plan can hold it. */
final class DocumentChecker {
  private static final long MAX_EXACT = (1L << 53) - 1;

  private final Problems problems;

  DocumentChecker(Problems problems) {
    this.problems = problems;
  }

  /** The document, or empty when part of it has no place in a plan; the problems say which. */
  Optional<PlanValue> check(String path, ValueDecl value, SettingType.Document type) {
    if (type.mapping() && !(value instanceof ValueDecl.Mapping)) {
      wrong(path, value, "a mapping");
      return Optional.empty();
    }
    if (count(value) > type.maxValues()) {
      problems.add(
          DiagnosticCode.TOO_MANY_ENTRIES,
          value.span(),
          path,
          name(path) + " holds more than " + type.maxValues() + " values");
      return Optional.empty();
    }
    return Optional.ofNullable(taken(path, value));
  }

  private @Nullable PlanValue taken(String path, ValueDecl value) {
    return switch (value) {
      case ValueDecl.Text text -> new PlanValue.Text(text.value());
      case ValueDecl.Bool bool -> new PlanValue.Bool(bool.value());
      case ValueDecl.Int number when Math.abs(number.value()) <= MAX_EXACT ->
          new PlanValue.Int(number.value());
      case ValueDecl.Decimal number when Double.isFinite(number.value()) ->
          // WHY: adding zero turns -0.0, which compares unequal, into 0.0.
          new PlanValue.Decimal(number.value() + 0.0);
      case ValueDecl.Int _, ValueDecl.Decimal _ ->
          wrong(path, value, "a number that every reader of JSON takes exactly");
      case ValueDecl.Nothing _ -> wrong(path, value, "a value");
      case ValueDecl.Invalid _ -> null;
      case ValueDecl.Sequence sequence -> items(path, sequence);
      case ValueDecl.Mapping mapping -> entries(path, mapping);
    };
  }

  private @Nullable PlanValue items(String path, ValueDecl.Sequence sequence) {
    List<PlanValue> items = new ArrayList<>();
    for (ValueDecl item : sequence.items()) {
      PlanValue taken = taken(path + "[" + items.size() + "]", item);
      if (taken == null) {
        return null;
      }
      items.add(taken);
    }
    return new PlanValue.Sequence(items);
  }

  private @Nullable PlanValue entries(String path, ValueDecl.Mapping mapping) {
    // WHY: plans of one digest do the same, and the digest knows no order of keys.
    Map<String, PlanValue> entries = new TreeMap<>();
    for (FieldDecl field : mapping.fields()) {
      PlanValue taken = taken(path + "." + field.name(), field.value());
      if (taken == null) {
        return null;
      }
      entries.put(field.name(), taken);
    }
    return new PlanValue.Mapping(entries);
  }

  private @Nullable PlanValue wrong(String path, ValueDecl value, String expected) {
    problems.add(
        DiagnosticCode.WRONG_TYPE,
        value.span(),
        path,
        name(path) + " must be " + expected + ", not " + value.describe(),
        value instanceof ValueDecl.Nothing ? "write a value, or remove the key" : null);
    return null;
  }

  private static int count(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Sequence sequence ->
          1 + sequence.items().stream().mapToInt(DocumentChecker::count).sum();
      case ValueDecl.Mapping mapping ->
          1 + mapping.fields().stream().mapToInt(field -> count(field.value())).sum();
      case ValueDecl.Text _,
          ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _,
          ValueDecl.Invalid _ ->
          1;
    };
  }

  private static String name(String path) {
    return Quoted.word(path.substring(path.lastIndexOf('.') + 1));
  }
}
