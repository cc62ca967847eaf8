package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.RoutingSettings;
import dev.keeptrail.language.plan.FallbackTrigger;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.RoutingStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks how targets are chosen, against the targets there are. */
final class RoutingChecker {
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:/@+-]{1,200}");

  private final Problems problems;

  RoutingChecker(Problems problems) {
    this.problems = problems;
  }

  RoutingPlan check(CheckedBlock section, List<ProviderPlan> targets) {
    Map<String, ProviderPlan> byId = new HashMap<>();
    targets.forEach(target -> byId.putIfAbsent(target.id(), target));
    PlanValue.Mapping routing = mapping(section.values(), "routing");
    RoutingStrategy strategy = strategy(routing);
    List<RoutingPlan.ModelGroup> groups = groups(section, byId);
    return new RoutingPlan(
        strategy,
        weights(section, routing, strategy, byId),
        routing.entries().get("timeout_seconds") instanceof PlanValue.Int seconds
            ? Integer.valueOf((int) seconds.value())
            : null,
        section.has("fallback") ? fallback(mapping(section.values(), "fallback")) : null,
        section.has("circuit_breaker")
            ? breaker(mapping(section.values(), "circuit_breaker"))
            : null,
        groups,
        new MirrorChecker(problems).check(section, groups, targets));
  }

  private static RoutingStrategy strategy(PlanValue.Mapping routing) {
    return Stream.of(RoutingStrategy.values())
        .filter(strategy ->
            new PlanValue.Text(strategy.word()).equals(routing.entries().get("strategy")))
        .findFirst()
        .orElse(RoutingStrategy.ORDERED);
  }

  private Map<String, Integer> weights(
      CheckedBlock section,
      PlanValue.Mapping routing,
      RoutingStrategy strategy,
      Map<String, ProviderPlan> targets) {
    Map<String, Integer> weights = new TreeMap<>();
    for (Map.Entry<String, PlanValue> entry : mapping(routing, "weights").entries().entrySet()) {
      if (entry.getValue() instanceof PlanValue.Int weight) {
        requireTarget(section, "routing", entry.getKey(), targets);
        weights.put(entry.getKey(), (int) weight.value());
      }
    }
    if (!weights.isEmpty() && strategy != RoutingStrategy.WEIGHTED) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          section.keySpan("routing"),
          section.path("routing.weights"),
          "`weights` does not go with `strategy` " + Quoted.word(strategy.word()),
          "write `strategy: weighted`, or remove the weights");
    }
    return weights;
  }

  private static RoutingPlan.Fallback fallback(PlanValue.Mapping fallback) {
    PlanValue written = fallback.entries().get("triggers");
    List<PlanValue> words =
        written instanceof PlanValue.Sequence sequence ? sequence.items() : List.of();
    List<FallbackTrigger> triggers =
        Stream.of(FallbackTrigger.values())
            .filter(trigger -> words.contains(new PlanValue.Text(trigger.word())))
            .toList();
    return new RoutingPlan.Fallback(
        triggers,
        whole(fallback, "max_fallback_attempts", RoutingSettings.DEFAULT_FALLBACKS),
        whole(fallback, "max_retries", 0));
  }

  private static RoutingPlan.Breaker breaker(PlanValue.Mapping breaker) {
    return new RoutingPlan.Breaker(
        whole(breaker, "failure_threshold", RoutingSettings.DEFAULT_THRESHOLD),
        whole(breaker, "cooldown_seconds", RoutingSettings.DEFAULT_COOLDOWN));
  }

  private List<RoutingPlan.ModelGroup> groups(
      CheckedBlock section, Map<String, ProviderPlan> targets) {
    Map<String, PlanValue> written =
        new TreeMap<>(mapping(section.values(), "model_groups").entries());
    List<RoutingPlan.ModelGroup> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, PlanValue> entry : written.entrySet()) {
      if (entry.getValue() instanceof PlanValue.Mapping group) {
        var plan =
            new RoutingPlan.ModelGroup(
                entry.getKey(), texts(group, "targets"), texts(group, "aliases"));
        checkName(section, plan.name(), names);
        plan.aliases().forEach(alias -> checkName(section, alias, names));
        checkTargets(section, plan, targets);
        groups.add(plan);
      }
    }
    return groups;
  }

  private void checkName(CheckedBlock section, String name, Set<String> names) {
    if (!MODEL.matcher(name).matches()) {
      report(
          section,
          "model_groups",
          DiagnosticCode.INVALID_NAME,
          Quoted.word(name) + " is not a name that callers can ask for",
          "1 to 200 of letters, digits and `. _ : / @ + -`");
    } else if (!names.add(name)) {
      report(
          section,
          "model_groups",
          DiagnosticCode.DUPLICATE_ID,
          Quoted.word(name) + " names two groups",
          "names and aliases of all groups must differ");
    }
  }

  private void checkTargets(
      CheckedBlock section, RoutingPlan.ModelGroup group, Map<String, ProviderPlan> targets) {
    if (group.targets().isEmpty()) {
      report(
          section,
          "model_groups",
          DiagnosticCode.MISSING_KEY,
          "group " + Quoted.word(group.name()) + " has no targets",
          "add `targets: [ID]`");
    }
    for (String id : group.targets()) {
      requireTarget(section, "model_groups", id, targets);
      ProviderPlan target = targets.get(id);
      if (target != null && target.model() == null) {
        report(
            section,
            "model_groups",
            DiagnosticCode.MISSING_KEY,
            "target " + Quoted.word(id) + " of a group lacks a `model`",
            "the name of a group means nothing to a provider; write the model to ask for");
      }
    }
  }

  private void requireTarget(
      CheckedBlock section, String key, String id, Map<String, ProviderPlan> targets) {
    if (!targets.containsKey(id)) {
      report(
          section,
          key,
          DiagnosticCode.INVALID_NAME,
          Quoted.word(id) + " is not the id of a target",
          "write the `id` of an entry of `targets`");
    }
  }

  private void report(
      CheckedBlock section, String key, DiagnosticCode code, String message, String hint) {
    problems.add(code, section.keySpan(key), section.path(key), message, hint);
  }

  private static PlanValue.Mapping mapping(PlanValue.Mapping values, String name) {
    return values.entries().get(name) instanceof PlanValue.Mapping mapping
        ? mapping
        : PlanValue.Mapping.EMPTY;
  }

  private static int whole(PlanValue.Mapping values, String name, int otherwise) {
    return values.entries().get(name) instanceof PlanValue.Int number
        ? (int) number.value()
        : otherwise;
  }

  private static List<String> texts(PlanValue.Mapping values, String name) {
    List<String> texts = new ArrayList<>();
    if (values.entries().get(name) instanceof PlanValue.Sequence sequence) {
      for (PlanValue item : sequence.items()) {
        if (item instanceof PlanValue.Text text) {
          texts.add(text.value());
        }
      }
    }
    return texts;
  }
}
