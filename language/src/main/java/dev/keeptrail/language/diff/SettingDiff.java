package dev.keeptrail.language.diff;

import dev.keeptrail.language.diff.Change.Sort;
import dev.keeptrail.language.plan.PlanValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares settings field by field, and lists element by element. */
final class SettingDiff {
  private SettingDiff() {}

  static void compare(
      String path, @Nullable PlanValue before, @Nullable PlanValue after, Changes changes) {
    if (before == null || after == null || !before.getClass().equals(after.getClass())) {
      changes.compare(
          path,
          before == null ? null : SettingText.of(before),
          after == null ? null : SettingText.of(after));
    } else if (before instanceof PlanValue.Mapping one && after instanceof PlanValue.Mapping two) {
      Set<String> keys = new LinkedHashSet<>(one.entries().keySet());
      keys.addAll(two.entries().keySet());
      for (String key : keys) {
        String inner = path.isEmpty() ? key : path + "." + key;
        compare(inner, one.entries().get(key), two.entries().get(key), changes);
      }
    } else if (before instanceof PlanValue.Sequence one
        && after instanceof PlanValue.Sequence two) {
      compareLists(path, one.items(), two.items(), changes);
    } else {
      changes.compare(path, SettingText.of(before), SettingText.of(after));
    }
  }

  private static void compareLists(
      String path, List<PlanValue> before, List<PlanValue> after, Changes changes) {
    List<PlanValue> removed = new ArrayList<>(before);
    after.forEach(removed::remove);
    List<PlanValue> added = new ArrayList<>(after);
    before.forEach(added::remove);
    if (removed.isEmpty() && added.isEmpty()) {
      // The same elements in another order.
      changes.compare(
          path,
          SettingText.of(new PlanValue.Sequence(before)),
          SettingText.of(new PlanValue.Sequence(after)));
    }
    removed.forEach(item -> changes.add(path, Sort.REMOVED, SettingText.of(item), null));
    added.forEach(item -> changes.add(path, Sort.ADDED, null, SettingText.of(item)));
  }
}
