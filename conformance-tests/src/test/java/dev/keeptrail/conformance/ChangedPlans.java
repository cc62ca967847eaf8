package dev.keeptrail.conformance;

import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans that differ from another in one setting of one policy, and in nothing else. */
final class ChangedPlans {
  private ChangedPlans() {}

  /**
   * One other plan.
   *
   * @param what what the setting says there, for readers
   */
  record Changed(String what, PackPlan plan) {}

  private record Change(String what, PlanValue.Mapping block) {}

  /** All of them for one setting. */
  static List<Changed> of(PackPlan plan, DeclaredSetting declared) {
    List<Changed> plans = new ArrayList<>();
    for (int at = 0; at < plan.chain().size(); at++) {
      PolicyPlan policy = plan.chain().get(at);
      if (policy.kind().equals(declared.kind().name())) {
        String[] steps = declared.path().split("\\.", -1);
        for (Change change :
            in(declared.kind().settings(), Set.of(), policy.settings(), List.of(steps))) {
          plans.add(new Changed(change.what(), with(plan, at, policy, change.block())));
        }
      }
    }
    return plans;
  }

  private static PackPlan with(
      PackPlan plan, int at, PolicyPlan policy, PlanValue.Mapping settings) {
    List<PolicyPlan> chain = new ArrayList<>(plan.chain());
    chain.set(
        at,
        new PolicyPlan(
            policy.name(),
            policy.kind(),
            policy.mode(),
            policy.streaming(),
            policy.phases(),
            settings,
            policy.rules()));
    return new PackPlan(plan.pack(), plan.providers(), chain, plan.gateway());
  }

  private static List<Change> in(
      List<Setting> fields, Set<String> required, PlanValue.Mapping block, List<String> steps) {
    String step = steps.getFirst();
    String name = step.replace("[]", "");
    Setting field =
        fields.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    PlanValue value = block.entries().get(name);
    if (steps.size() == 1) {
      return here(field, required.contains(name), block, value);
    }
    List<Change> found = new ArrayList<>();
    List<String> rest = steps.subList(1, steps.size());
    switch (field.type()) {
      case SettingType.Block(List<Setting> inner, Set<String> needed) -> {
        var nested = value instanceof PlanValue.Mapping some ? some : PlanValue.Mapping.EMPTY;
        for (Change change : in(inner, needed, nested, rest)) {
          found.add(new Change(change.what(), put(block, name, change.block())));
        }
      }
      case SettingType.MapOf(SettingType.Block(var inner, var needed), int _)
          when value instanceof PlanValue.Mapping named -> {
        for (Map.Entry<String, PlanValue> entry : named.entries().entrySet()) {
          if (entry.getValue() instanceof PlanValue.Mapping one) {
            for (Change change : in(inner, needed, one, rest.subList(1, rest.size()))) {
              found.add(
                  new Change(
                      change.what(), put(block, name, put(named, entry.getKey(), change.block()))));
            }
          }
        }
      }
      case SettingType.ListOf(SettingType.Block(var inner, var needed), int _)
          when value instanceof PlanValue.Sequence(List<PlanValue> items) -> {
        for (int at = 0; at < items.size(); at++) {
          if (items.get(at) instanceof PlanValue.Mapping one) {
            for (Change change : in(inner, needed, one, rest)) {
              List<PlanValue> others = new ArrayList<>(items);
              others.set(at, change.block());
              found.add(
                  new Change(change.what(), put(block, name, new PlanValue.Sequence(others))));
            }
          }
        }
      }
      default -> {
        // The pack has no such block.
      }
    }
    return found;
  }

  private static List<Change> here(
      Setting field, boolean required, PlanValue.Mapping block, @Nullable PlanValue value) {
    List<Change> changes = new ArrayList<>();
    if (value != null && field.defaultValue() == null && !required) {
      Map<String, PlanValue> entries = new LinkedHashMap<>(block.entries());
      entries.remove(field.name());
      changes.add(new Change("nothing", new PlanValue.Mapping(entries)));
    }
    OtherValues.of(field, value)
        .forEach((what, other) -> changes.add(new Change(what, put(block, field.name(), other))));
    return changes;
  }

  private static PlanValue.Mapping put(PlanValue.Mapping block, String name, PlanValue value) {
    Map<String, PlanValue> entries = new LinkedHashMap<>(block.entries());
    entries.put(name, value);
    return new PlanValue.Mapping(entries);
  }
}
