package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.PlanValue;
import java.util.Optional;

/** What a policy kind has against values that fit the types of its settings. Stateless. */
@FunctionalInterface
public interface ValueCheck {
  /** Has nothing against any. */
  ValueCheck NONE = _ -> Optional.empty();

  /** The first value that the kind cannot use; empty where it can use all. */
  Optional<Fault> fault(PlanValue.Mapping settings);

  /**
   * A value that cannot be used.
   *
   * @param path of the setting within the block, such as {@code assertions[2].value}
   * @param problem in words for the author: one clause
   */
  record Fault(String path, String problem) {}
}
