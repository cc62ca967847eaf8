package dev.keeptrail.conformance;

import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a pack could say of a setting instead: values that the setting's declaration allows. */
final class OtherValues {
  /** Fits no text of a case. */
  private static final PlanValue NOTHING_LIKE_IT = new PlanValue.Text("zzzzzz");

  private final Map<String, PlanValue> byWhat = new LinkedHashMap<>();
  private final @Nullable PlanValue value;

  private OtherValues(@Nullable PlanValue value) {
    this.value = value;
  }

  /**
   * By what is said of the change.
   *
   * @param value what the plan holds, or null where it holds nothing
   */
  static Map<String, PlanValue> of(Setting setting, @Nullable PlanValue value) {
    var others = new OtherValues(value);
    if (setting.defaultValue() != null) {
      others.add("its default", setting.defaultValue());
    }
    others.collect(setting.type());
    return others.byWhat;
  }

  private void collect(SettingType type) {
    switch (type) {
      case SettingType.Bool _ -> {
        add("`true`", new PlanValue.Bool(true));
        add("`false`", new PlanValue.Bool(false));
      }
      case SettingType.Choice choice ->
          choice.words().stream()
              .filter(word -> !choice.needs().containsKey(word))
              .forEach(word -> add("`" + word + "`", new PlanValue.Text(word)));
      case SettingType.Int(long min, long max) -> numbers(min, max);
      case SettingType.Decimal(double min, double max) -> {
        add("`" + min + "`", new PlanValue.Decimal(min));
        add("`" + max + "`", new PlanValue.Decimal(max));
      }
      case SettingType.ListOf(SettingType element, int _) -> lists(element);
      case SettingType.MapOf _ -> add("`{}`", PlanValue.Mapping.EMPTY);
      case SettingType.Text _, SettingType.Regex _ -> add("another", NOTHING_LIKE_IT);
      case SettingType.Document _,
          SettingType.OneNumber _,
          SettingType.SecretReference _,
          SettingType.Block _,
          SettingType.Unavailable _ -> {
        // Can be left out, if anything.
      }
    }
  }

  private void numbers(long min, long max) {
    LongFunction<PlanValue> number = PlanValue.Int::new;
    var numbers = new TreeSet<>(List.of(min, max));
    if (value instanceof PlanValue.Int(long now)) {
      numbers.add(Math.max(min, now - 1));
      numbers.add(Math.min(max, now + 1));
    }
    numbers.forEach(other -> add("`" + other + "`", number.apply(other)));
  }

  private void lists(SettingType element) {
    add("`[]`", new PlanValue.Sequence(List.of()));
    switch (element) {
      case SettingType.Choice choice ->
          choice
              .words()
              .forEach(word ->
                  add(
                      "`[" + word + "]`",
                      new PlanValue.Sequence(List.of(new PlanValue.Text(word)))));
      case SettingType.OneNumber numbers ->
          numbers
              .numbers()
              .forEach(number ->
                  add(
                      "`[" + number + "]`",
                      new PlanValue.Sequence(List.of(new PlanValue.Int(number)))));
      case SettingType.Text _, SettingType.Regex _ ->
          add("another", new PlanValue.Sequence(List.of(NOTHING_LIKE_IT)));
      case SettingType.Bool _,
          SettingType.Int _,
          SettingType.Decimal _,
          SettingType.SecretReference _,
          SettingType.Document _,
          SettingType.Unavailable _,
          SettingType.ListOf _,
          SettingType.MapOf _,
          SettingType.Block _ -> {
        // One of their parts can be another, which is a setting of its own.
      }
    }
  }

  private void add(String what, PlanValue other) {
    if (!other.equals(value)) {
      byWhat.putIfAbsent(what, other);
    }
  }
}
