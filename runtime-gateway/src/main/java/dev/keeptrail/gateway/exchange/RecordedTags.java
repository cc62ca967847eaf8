package dev.keeptrail.gateway.exchange;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags as an event may hold them. A value with places in it may show what a caller or a model
 * wrote, and events hold no content: only values that stand in the pack as they are get recorded.
 */
final class RecordedTags {
  /** Stands for a value that was made while judging. */
  static final String COMPUTED = "(computed)";

  private RecordedTags() {}

  static Map<String, String> of(Map<String, String> tags, PackPlan plan) {
    if (tags.isEmpty()) {
      return Map.of();
    }
    Map<String, String> recorded = new LinkedHashMap<>();
    tags.forEach(
        (name, value) -> recorded.put(name, isWritten(name, value, plan) ? value : COMPUTED));
    return recorded;
  }

  private static boolean isWritten(String name, String value, PackPlan plan) {
    return plan.chain().stream()
        .flatMap(policy -> policy.rules().stream())
        .map(rule -> rule.tags().get(name))
        .anyMatch(template -> isConstant(template, value));
  }

  private static boolean isConstant(@Nullable Template template, String value) {
    return template != null && template.isConstant() && template.outline().equals(value);
  }
}
