package dev.keeptrail.gateway.routing;

import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Finds the targets for the model that a request names: those of the group of that name, else those
 * that set the model, else all; each without those that no request may go to. Thread-safe.
 */
public final class Router {
  private final RoutingPlan plan;
  private final Targets targets;
  private final Targets open;
  private final Set<String> excluded;
  private final PriceTable prices;
  private final Map<String, TargetHealth> health = new HashMap<>();
  private final Map<String, Pool> groups = new LinkedHashMap<>();
  private final Map<String, Pool> models = new HashMap<>();
  private final Pool everything;
  private final RetryBudget retries = new RetryBudget();

  /**
   * @param excluded ids of targets that are asked only where a request has no other; whether it has
   *     none is for policies to judge
   */
  public Router(RoutingPlan plan, Targets targets, Set<String> excluded, PriceTable prices) {
    this.plan = plan;
    this.targets = targets;
    this.excluded = Set.copyOf(excluded);
    this.open = targets.without(excluded);
    this.prices = prices;
    this.everything = pool(targets.all());
    for (Target target : targets.all()) {
      health.put(target.id(), new TargetHealth(target.id(), plan.breaker(), System::nanoTime));
    }
    for (Target target : everything.targets()) {
      String model = target.model();
      if (model != null) {
        models.computeIfAbsent(
            model,
            name ->
                pool(everything.targets().stream().filter(o -> name.equals(o.model())).toList()));
      }
    }
    for (RoutingPlan.ModelGroup group : plan.groups()) {
      Pool pool = pool(group.targets().stream().map(this::target).toList());
      groups.put(group.name(), pool);
      group.aliases().forEach(alias -> groups.put(alias, pool));
    }
  }

  private Pool pool(List<Target> candidates) {
    List<Target> left =
        candidates.stream().filter(target -> !excluded.contains(target.id())).toList();
    return new Pool(left.isEmpty() ? candidates : left);
  }

  private Target target(String id) {
    return targets.all().stream()
        .filter(target -> target.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target has the id " + id));
  }

  /** How the breaker of a target stands; empty where it has none. */
  public Optional<String> breaker(String target) {
    return Optional.ofNullable(health.get(target)).map(TargetHealth::breakerState);
  }

  /** The way of one request that names this model. */
  public Route route(String model) {
    retries.deposit();
    List<Target> candidates = candidates(model);
    return new Route(plan, candidates, notAllowed(model, candidates), health, retries);
  }

  /** The models that a request may be sent to which names this one, however its way goes. */
  public Set<String> models(String model) {
    return askable(model).stream()
        .map(target -> target.model() == null ? model : target.model())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** In no order: asking takes nobody's turn. */
  private List<Target> askable(String model) {
    if (plan.equals(RoutingPlan.NONE)) {
      return List.of(open.forModel(model));
    }
    Pool group = groups.get(model);
    // WHY: what a named target cannot be asked goes to the others, even without fallback.
    return group == null ? everything.targets() : group.targets();
  }

  /** Those that would have stood beside the candidates; none where the candidates are such. */
  private List<Target> notAllowed(String model, List<Target> candidates) {
    if (excluded.isEmpty() || excluded.contains(candidates.getFirst().id())) {
      return List.of();
    }
    List<Target> unfiltered =
        plan.equals(RoutingPlan.NONE)
            ? List.of(targets.forModel(model))
            : plan.groups().stream()
                .filter(group -> group.name().equals(model) || group.aliases().contains(model))
                .findFirst()
                .map(group -> group.targets().stream().map(this::target).toList())
                .orElse(targets.all());
    return unfiltered.stream().filter(target -> excluded.contains(target.id())).toList();
  }

  private List<Target> candidates(String model) {
    if (plan.equals(RoutingPlan.NONE)) {
      return List.of(open.forModel(model));
    }
    Pool group = groups.get(model);
    if (group != null) {
      return ordered(group, model);
    }
    Pool named = models.get(model);
    if (named == null) {
      return ordered(everything, model);
    }
    List<Target> all = new ArrayList<>(ordered(named, model));
    everything.targets().stream().filter(target -> !all.contains(target)).forEach(all::add);
    return all;
  }

  private List<Target> ordered(Pool pool, String model) {
    return switch (plan.strategy()) {
      case ORDERED -> pool.targets();
      case ROUND_ROBIN -> pool.rotated();
      case LATENCY ->
          sorted(
              pool,
              Comparator.comparingLong(
                  target -> Objects.requireNonNull(health.get(target.id())).latencyNanos()));
      case COST ->
          sorted(
              pool,
              Comparator.comparingDouble(
                  target -> prices.unit(target.model() == null ? model : target.model())));
      case WEIGHTED -> weighted(pool);
    };
  }

  private static List<Target> sorted(Pool pool, Comparator<Target> order) {
    return pool.targets().stream().sorted(order).toList();
  }

  /** Draws one after the other, each in proportion to its weight among those that are left. */
  private List<Target> weighted(Pool pool) {
    List<Target> left = new ArrayList<>(pool.targets());
    List<Target> drawn = new ArrayList<>();
    while (!left.isEmpty()) {
      int sum = left.stream().mapToInt(this::weight).sum();
      int at = 0;
      if (sum > 0) {
        int draw = ThreadLocalRandom.current().nextInt(sum);
        while (draw >= weight(left.get(at))) {
          draw -= weight(left.get(at));
          at++;
        }
      }
      drawn.add(left.remove(at));
    }
    return drawn;
  }

  private int weight(Target target) {
    return plan.weights().getOrDefault(target.id(), 1);
  }

  /** Targets that answer for one name. */
  private record Pool(List<Target> targets, AtomicInteger turn) {
    Pool(List<Target> targets) {
      this(List.copyOf(targets), new AtomicInteger());
    }

    List<Target> rotated() {
      int first = Math.floorMod(turn.getAndIncrement(), targets.size());
      List<Target> all = new ArrayList<>(targets.subList(first, targets.size()));
      all.addAll(targets.subList(0, first));
      return all;
    }
  }
}
