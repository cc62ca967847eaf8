package dev.keeptrail.language.rule;

import java.util.List;

/**
 * One rule of a policy, engine-neutral: both engines run exactly this. With more than one {@link
 * Condition.Match}, the rule fires for each combination of facts.
 *
 * @param name unique within its policy; traces name it
 */
public record Rule(String name, List<Condition> when, Effect then) {
  public Rule {
    when = List.copyOf(when);
  }
}
