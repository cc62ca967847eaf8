package dev.keeptrail.gateway.routing;

import dev.keeptrail.language.plan.RoutingPlan;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How a target has done of late. Its breaker opens after as many failures in a row as the pack says
 * and lets one request through when the cooldown is over. Thread-safe.
 */
public final class TargetHealth {
  private static final int WEIGHT_OF_PAST = 7;

  private final @Nullable CircuitBreaker breaker;
  private final AtomicLong latencyNanos = new AtomicLong();

  TargetHealth(String id, RoutingPlan.@Nullable Breaker plan) {
    this.breaker = plan == null ? null : breaker(id, plan);
  }

  private static CircuitBreaker breaker(String id, RoutingPlan.Breaker plan) {
    // All of the last so many calls have failed: that is so many failures in a row.
    return CircuitBreaker.of(
        id,
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(plan.failureThreshold())
            .minimumNumberOfCalls(plan.failureThreshold())
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofSeconds(plan.cooldownSeconds()))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
  }

  /** Whether it may be asked now; who gets a yes says afterwards what came of it. */
  public boolean admits() {
    return breaker == null || breaker.tryAcquirePermission();
  }

  /** An answer came, whatever it says. */
  public void answered(long nanos) {
    latencyNanos.updateAndGet(
        past -> past == 0 ? nanos : (past * WEIGHT_OF_PAST + nanos) / (WEIGHT_OF_PAST + 1));
    if (breaker != null) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** No answer came, or one that says the target cannot. */
  public void failed(long nanos) {
    if (breaker != null) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new TargetFailure());
    }
  }

  /** What came says nothing about the target's health. */
  public void undecided() {
    if (breaker != null) {
      breaker.releasePermission();
    }
  }

  /** The moving average of whole answers; 0 before the first one. */
  long latencyNanos() {
    return latencyNanos.get();
  }

  /** Stands for a failure; the breaker wants some throwable. */
  private static final class TargetFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TargetFailure() {
      super("target failed", null, false, false);
    }
  }
}
