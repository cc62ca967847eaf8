package dev.keeptrail.engine.mutation;

import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every block of settings that is one small change away from another. What the author left to the
 * defaults is the kind's business, and stays.
 */
final class SettingMutations {
  private static final String SETTING = "setting";
  private static final int MAX_ITEMS = 50;

  private SettingMutations() {}

  /** A change, the setting's path and where it is written. */
  record At(String path, Span span, Change<PlanValue.Mapping> change) {}

  static List<At> of(List<Setting> fields, PlanValue.Mapping values, List<FieldDecl> written) {
    List<At> changes = new ArrayList<>();
    for (Setting field : fields) {
      PlanValue value = values.entries().get(field.name());
      FieldDecl decl =
          written.stream().filter(one -> one.name().equals(field.name())).findFirst().orElse(null);
      if (value == null || decl == null || field.inert()) {
        continue;
      }
      if (field.type() instanceof SettingType.Block(List<Setting> inner, var _)
          && value instanceof PlanValue.Mapping block
          && decl.value() instanceof ValueDecl.Mapping writtenBlock) {
        for (At at : of(inner, block, writtenBlock.fields())) {
          PlanValue.Mapping whole = with(values, field.name(), at.change().value());
          changes.add(new At(field.name() + "." + at.path(), at.span(), at.change().with(whole)));
        }
      }
      for (Change<PlanValue> change : of(field.type(), value)) {
        PlanValue.Mapping whole = with(values, field.name(), change.value());
        changes.add(new At(field.name(), decl.span(), change.with(whole)));
      }
    }
    return changes;
  }

  private static List<Change<PlanValue>> of(SettingType type, PlanValue value) {
    List<Change<PlanValue>> changes = new ArrayList<>();
    switch (value) {
      case PlanValue.Bool(boolean on) ->
          add(changes, Boolean.toString(!on), Boolean.toString(on), new PlanValue.Bool(!on));
      case PlanValue.Int(long number) when type instanceof SettingType.Int(long _, long max) -> {
        long other = number < max ? number + 1 : number - 1;
        add(changes, Long.toString(other), Long.toString(number), new PlanValue.Int(other));
      }
      case PlanValue.Decimal(double number)
          when type instanceof SettingType.Decimal(double _, double max) -> {
        double step = number + 0.1 <= max ? 0.1 : -0.1;
        double other = Math.round((number + step) * 1e6) / 1e6;
        add(changes, Double.toString(other), Double.toString(number), new PlanValue.Decimal(other));
      }
      case PlanValue.Text(String word)
          when type instanceof SettingType.Choice(var words, var _, var _) ->
          words.stream()
              .filter(other -> !other.equals(word))
              .forEach(other -> add(changes, other, word, new PlanValue.Text(other)));
      case PlanValue.Sequence(List<PlanValue> items) -> items(items, changes);
      case PlanValue.Mapping mapping when type instanceof SettingType.MapOf ->
          mapping.entries().keySet().stream()
              .limit(MAX_ITEMS)
              .forEach(key ->
                  changes.add(
                      new Change<>(SETTING, "without `" + key + "`", without(mapping, key))));
      case PlanValue.Int _,
          PlanValue.Decimal _,
          PlanValue.Text _,
          PlanValue.Mapping _,
          PlanValue.Secret _ -> {
        // Nothing near it that means something.
      }
    }
    return changes;
  }

  private static void add(
      List<Change<PlanValue>> changes, String now, String before, PlanValue value) {
    changes.add(new Change<>(SETTING, "`%s` instead of `%s`".formatted(now, before), value));
  }

  private static void items(List<PlanValue> items, List<Change<PlanValue>> changes) {
    for (int i = 0; i < Math.min(items.size(), MAX_ITEMS); i++) {
      List<PlanValue> rest = new ArrayList<>(items);
      rest.remove(i);
      String what =
          items.get(i) instanceof PlanValue.Text(String text)
              ? "without `" + text + "`"
              : "without item %d of %d".formatted(i + 1, items.size());
      changes.add(new Change<>(SETTING, what, new PlanValue.Sequence(rest)));
    }
  }

  private static PlanValue.Mapping with(PlanValue.Mapping values, String name, PlanValue value) {
    Map<String, PlanValue> entries = new LinkedHashMap<>(values.entries());
    entries.put(name, value);
    return new PlanValue.Mapping(entries);
  }

  private static PlanValue.Mapping without(PlanValue.Mapping values, String name) {
    Map<String, PlanValue> entries = new LinkedHashMap<>(values.entries());
    entries.remove(name);
    return new PlanValue.Mapping(entries);
  }
}
