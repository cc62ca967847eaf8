package dev.keeptrail.gateway.routing;

import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.language.plan.RoutingPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the targets for the model that a request names: those of the group of that name, else those
 * that set the model, else all. Thread-safe.
 */
public final class Router {
  private final RoutingPlan plan;
  private final Targets targets;
  private final PriceTable prices;
  private final Map<String, TargetHealth> health = new HashMap<>();
  private final Map<String, Pool> groups = new LinkedHashMap<>();
  private final Map<String, Pool> models = new HashMap<>();
  private final Pool everything;
  private final RetryBudget retries = new RetryBudget();

  public Router(RoutingPlan plan, Targets targets, PriceTable prices) {
    this.plan = plan;
    this.targets = targets;
    this.prices = prices;
    this.everything = new Pool(targets.all());
    for (Target target : targets.all()) {
      health.put(target.id(), new TargetHealth(target.id(), plan.breaker()));
      String model = target.model();
      if (model != null) {
        models.computeIfAbsent(
            model,
            name ->
                new Pool(targets.all().stream().filter(one -> name.equals(one.model())).toList()));
      }
    }
    for (RoutingPlan.ModelGroup group : plan.groups()) {
      Pool pool = new Pool(group.targets().stream().map(this::target).toList());
      groups.put(group.name(), pool);
      group.aliases().forEach(alias -> groups.put(alias, pool));
    }
  }

  private Target target(String id) {
    return targets.all().stream()
        .filter(target -> target.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target has the id " + id));
  }

  /** Names of groups that callers can ask for as a model, aliases included. */
  public List<String> groupNames() {
    return List.copyOf(groups.keySet());
  }

  /** The way of one request that names this model. */
  public Route route(String model) {
    retries.deposit();
    return new Route(plan, candidates(model), health, retries);
  }

  private List<Target> candidates(String model) {
    if (plan.equals(RoutingPlan.NONE)) {
      return List.of(targets.forModel(model));
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
    targets.all().stream().filter(target -> !all.contains(target)).forEach(all::add);
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
