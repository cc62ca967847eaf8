package dev.keeptrail.language.lint;

import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.List;
import java.util.Optional;

/** Looks up resolved settings by dotted path. */
final class PlanSettings {
  private PlanSettings() {}

  static Optional<PlanValue> value(PolicyPlan policy, String path) {
    PlanValue value = policy.settings();
    for (String key : List.of(path.split("\\.", -1))) {
      if (!(value instanceof PlanValue.Mapping mapping) || !mapping.entries().containsKey(key)) {
        return Optional.empty();
      }
      value = mapping.entries().get(key);
    }
    return Optional.ofNullable(value);
  }

  static boolean is(PolicyPlan policy, String path, String word) {
    return value(policy, path).filter(new PlanValue.Text(word)::equals).isPresent();
  }

  static boolean isTrue(PolicyPlan policy, String path) {
    return value(policy, path).filter(new PlanValue.Bool(true)::equals).isPresent();
  }

  /** Whether nothing is listed, or the setting is not there. */
  static boolean isEmpty(PolicyPlan policy, String path) {
    return value(policy, path)
        .map(value -> value instanceof PlanValue.Sequence(List<PlanValue> items) && items.isEmpty())
        .orElse(true);
  }
}
