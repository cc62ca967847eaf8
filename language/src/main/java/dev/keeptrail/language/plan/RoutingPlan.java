package dev.keeptrail.language.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a target is chosen for a request, and what happens when it fails.
 *
 * @param weights by target id, for the weighted strategy; a target that is not named weighs 1
 * @param timeoutSeconds how long all attempts of a request may take together; null for no limit
 * @param fallback null when a failure is final
 * @param breaker null when targets are asked however often they fail
 * @param groups in the order of their names
 * @param mirror where copies of requests go; null for nowhere
 */
public record RoutingPlan(
    RoutingStrategy strategy,
    Map<String, Integer> weights,
    @Nullable Integer timeoutSeconds,
    @Nullable Fallback fallback,
    @Nullable Breaker breaker,
    List<ModelGroup> groups,
    @Nullable Mirror mirror) {
  /** The target that has the model, or the first one; asked once. */
  public static final RoutingPlan NONE =
      new RoutingPlan(RoutingStrategy.ORDERED, Map.of(), null, null, null, List.of());

  /** Routing without copies. */
  public RoutingPlan(
      RoutingStrategy strategy,
      Map<String, Integer> weights,
      @Nullable Integer timeoutSeconds,
      @Nullable Fallback fallback,
      @Nullable Breaker breaker,
      List<ModelGroup> groups) {
    this(strategy, weights, timeoutSeconds, fallback, breaker, groups, null);
  }

  public static final int MAX_WEIGHT = 1_000;
  public static final int MAX_FALLBACKS = 10;
  public static final int MAX_RETRIES = 5;
  public static final int MAX_THRESHOLD = 100;
  public static final int MAX_COOLDOWN_SECONDS = 3_600;
  public static final int MAX_MIRROR_MILLIS = 600_000;

  public RoutingPlan {
    weights = new TreeMap<>(weights);
    groups = List.copyOf(groups);
  }

  /**
   * What happens after a failure.
   *
   * @param triggers the failures after which another target is asked, in the order of the enum
   * @param maxAttempts how many other targets are asked at most
   * @param maxRetries how often one target is asked again
   */
  public record Fallback(List<FallbackTrigger> triggers, int maxAttempts, int maxRetries) {
    public Fallback {
      triggers = List.copyOf(triggers);
    }
  }

  /**
   * When a target is left alone.
   *
   * @param failureThreshold how many failures in a row it takes
   * @param cooldownSeconds how long it lasts
   */
  public record Breaker(int failureThreshold, int cooldownSeconds) {}

  /**
   * Who gets copies of requests, and answers to nobody.
   *
   * @param target its id; it is in no route
   * @param sampleRate the part of the requests that is copied, 0 to 1
   * @param timeoutMillis how long its answer is waited for, away from the request
   */
  public record Mirror(String target, double sampleRate, int timeoutMillis) {}

  /**
   * Targets that answer for one name.
   *
   * @param targets ids, in the order in which they are preferred
   * @param aliases other names
   */
  public record ModelGroup(String name, List<String> targets, List<String> aliases) {
    public ModelGroup {
      targets = List.copyOf(targets);
      aliases = List.copyOf(aliases);
    }
  }
}
