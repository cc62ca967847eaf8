package dev.keeptrail.gateway.routing;

import dev.keeptrail.gateway.clock.MonotonicClock;
import dev.keeptrail.language.plan.RoutingPlan;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a target has done of late. Its breaker opens after as many failures in a row as the pack says
 * and lets one request through when the cooldown is over. Thread-safe.
 */
public final class TargetHealth {
  private static final int WEIGHT_OF_PAST = 7;

  private final @Nullable CircuitBreaker breaker;
  private final AtomicLong latencyNanos = new AtomicLong();

  /**
   * A target of which nothing is known.
   *
   * @param nanos as {@link System#nanoTime}
   */
  TargetHealth(String id, RoutingPlan.@Nullable Breaker plan, LongSupplier nanos) {
    this.breaker = plan == null ? null : breaker(id, plan, new MonotonicClock(nanos));
  }

  private static CircuitBreaker breaker(String id, RoutingPlan.Breaker plan, Clock clock) {
    // All of the last so many calls have failed: that is so many failures in a row.
    return CircuitBreaker.of(
        id,
        CircuitBreakerConfig.custom()
            .clock(clock)
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(plan.failureThreshold())
            .minimumNumberOfCalls(plan.failureThreshold())
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofSeconds(plan.cooldownSeconds()))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
  }

  /** Lets a call through; null while the target is left alone. Whoever gets a turn closes it. */
  public @Nullable Turn enter() {
    CircuitBreaker known = breaker;
    if (known == null) {
      return new Turn(false);
    }
    return known.tryAcquirePermission() ? new Turn(known.getState() == State.HALF_OPEN) : null;
  }

  /** How the breaker stands: {@code closed}, {@code open} or {@code half_open}; null for none. */
  @Nullable String breakerState() {
    return breaker == null ? null : breaker.getState().name().toLowerCase(Locale.ROOT);
  }

  /** The moving average of whole answers; 0 before the first one. */
  long latencyNanos() {
    return latencyNanos.get();
  }

  /**
   * One call, which says once what came of it; a call of which nothing was said says nothing about
   * the target. Confined to one thread.
   */
  public final class Turn implements AutoCloseable {
    /** Whether it is the one call by which a target that was left alone is tried. */
    private boolean trial;

    private boolean settled;

    private Turn(boolean trial) {
      this.trial = trial;
    }

    /**
     * An answer has begun to come, and may go on for long. That is enough to let others in again;
     * what becomes of it counts as that of any call.
     */
    public void begun(long nanos) {
      if (trial && breaker != null) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        trial = false;
      }
    }

    /** An answer came, whatever it says. */
    public void answered(long nanos) {
      latencyNanos.updateAndGet(
          past -> past == 0 ? nanos : (past * WEIGHT_OF_PAST + nanos) / (WEIGHT_OF_PAST + 1));
      CircuitBreaker counting = settle();
      if (counting != null) {
        counting.onSuccess(nanos, TimeUnit.NANOSECONDS);
      }
    }

    /** No answer came, or one that says the target cannot. */
    public void failed(long nanos) {
      CircuitBreaker counting = settle();
      if (counting != null) {
        counting.onError(nanos, TimeUnit.NANOSECONDS, new TargetFailure());
      }
    }

    /**
     * What came says nothing about the target's health. Nor does, while a target is being tried,
     * what becomes of a call that was let in long before.
     */
    @Override
    public void close() {
      if (!settled && trial && breaker != null) {
        breaker.releasePermission();
      }
      settled = true;
    }

    /** What is to be told; null where it counts for nothing. */
    private @Nullable CircuitBreaker settle() {
      boolean first = !settled;
      settled = true;
      CircuitBreaker known = breaker;
      boolean counts = known != null && (trial || known.getState() != State.HALF_OPEN);
      return first && counts ? known : null;
    }
  }

  /** Stands for a failure; the breaker wants some throwable. */
  private static final class TargetFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TargetFailure() {
      super("target failed", null, false, false);
    }
  }
}
