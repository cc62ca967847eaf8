package dev.keeptrail.gateway.routing;

import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.language.plan.FallbackTrigger;
import dev.keeptrail.language.plan.RoutingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The targets for one request, in the order in which they may be asked, and how long it may take.
 */
public final class Route {
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final RoutingPlan plan;
  private final List<Target> targets;
  private final List<Target> notAllowed;
  private final Map<String, TargetHealth> health;
  private final RetryBudget retries;
  private final long start = System.nanoTime();

  Route(
      RoutingPlan plan,
      List<Target> targets,
      List<Target> notAllowed,
      Map<String, TargetHealth> health,
      RetryBudget retries) {
    this.plan = plan;
    RoutingPlan.Fallback fallback = plan.fallback();
    int most = 1 + (fallback == null ? 0 : fallback.maxAttempts());
    this.targets = List.copyOf(targets.subList(0, Math.min(most, targets.size())));
    this.notAllowed = List.copyOf(notAllowed);
    this.health = health;
    this.retries = retries;
  }

  /** The one that is judged for and asked first. */
  public Target first() {
    return targets.getFirst();
  }

  /** All of them; never empty. */
  public List<Target> targets() {
    return targets;
  }

  /** Targets that would have been candidates, but are never to be asked. */
  public List<Target> notAllowed() {
    return notAllowed;
  }

  /** Lets a call to a target through; null while it is left alone. */
  public TargetHealth.@Nullable Turn enter(Target target) {
    return Objects.requireNonNull(health.get(target.id())).enter();
  }

  /** Whether events list the attempts one by one. */
  public boolean isManaged() {
    return !plan.equals(RoutingPlan.NONE) || !notAllowed.isEmpty();
  }

  /** Whether another target may be asked after this failure; null is none that a pack can name. */
  public boolean fallsBack(@Nullable FallbackTrigger failure) {
    RoutingPlan.Fallback fallback = plan.fallback();
    return fallback != null && failure != null && fallback.triggers().contains(failure);
  }

  /**
   * Whether the same target may be asked again: after failures that pass quickly, while there is
   * time, and only for a tenth of all requests.
   */
  public boolean retries(@Nullable FallbackTrigger failure, int before) {
    RoutingPlan.Fallback fallback = plan.fallback();
    return fallback != null
        && (failure == FallbackTrigger.SERVER_ERROR || failure == FallbackTrigger.CONNECTION)
        && fallsBack(failure)
        && before < fallback.maxRetries()
        && retries.withdraw();
  }

  /** Waits before a target is asked again; twice as long each time, within what time is left. */
  public void pause(int before) throws InterruptedException {
    long millis = FIRST_PAUSE_MILLIS << before;
    Thread.sleep(Math.min(millis, Math.max(0, left().toMillis())));
  }

  /** The time that is left for all attempts; a day where there is no limit. */
  public Duration left() {
    Integer seconds = plan.timeoutSeconds();
    return seconds == null
        ? Duration.ofDays(1)
        : Duration.ofNanos(TimeUnit.SECONDS.toNanos(seconds) - (System.nanoTime() - start));
  }
}
