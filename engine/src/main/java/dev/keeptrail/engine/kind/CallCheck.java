package dev.keeptrail.engine.kind;

import dev.keeptrail.language.rule.Value;
import java.util.Optional;

/**
 * Looks at tool calls before any rule does, where rules cannot look on their own. What it says
 * stands in the call's {@code faults} under the policy's name, so that every engine judges the same
 * facts. Deterministic, and safe for concurrent use.
 */
@FunctionalInterface
public interface CallCheck {
  /** What is wrong with the arguments of the tool, or empty when nothing is. */
  Optional<String> fault(String tool, Value arguments);
}
