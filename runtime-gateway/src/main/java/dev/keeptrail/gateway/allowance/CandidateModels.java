package dev.keeptrail.gateway.allowance;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which models may be asked for a request: all of them, however routing decides. */
final class CandidateModels {
  private CandidateModels() {}

  static Set<String> of(PackPlan plan, String requested) {
    RoutingPlan routing = plan.gateway().routing();
    List<ProviderPlan> asked = asked(plan.providers(), routing.mirror());
    Optional<RoutingPlan.ModelGroup> group =
        routing.groups().stream()
            .filter(one -> one.name().equals(requested) || one.aliases().contains(requested))
            .findFirst();
    if (group.isPresent()) {
      return models(
          asked.stream().filter(one -> group.get().targets().contains(one.id())), requested);
    }
    List<ProviderPlan> named = asked.stream().filter(one -> requested.equals(one.model())).toList();
    boolean managed = !routing.equals(RoutingPlan.NONE);
    if (named.isEmpty()) {
      return models(asked.stream().limit(managed ? Long.MAX_VALUE : 1), requested);
    }
    return routing.fallback() == null ? Set.of(requested) : models(asked.stream(), requested);
  }

  /** All but the target that gets copies: these cost nothing that a budget counts. */
  private static List<ProviderPlan> asked(
      List<ProviderPlan> targets, RoutingPlan.@Nullable Mirror mirror) {
    return mirror == null
        ? targets
        : targets.stream().filter(one -> !one.id().equals(mirror.target())).toList();
  }

  private static Set<String> models(Stream<ProviderPlan> targets, String requested) {
    return targets
        .map(target -> Optional.ofNullable(target.model()).orElse(requested))
        .collect(Collectors.toUnmodifiableSet());
  }
}
