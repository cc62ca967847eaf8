package dev.keeptrail.gateway.provider;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time that an answer may take, or may take to begin. Either it is kept or it runs out, never
 * both: what comes at the same moment is in time only if nothing was given up for it. Closing it
 * stops the clock.
 */
final class TimeLimit implements AutoCloseable {
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final ScheduledFuture<?> clock;

  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  private enum State {
    RUNNING,
    KEPT,
    OVER
  }

  /**
   * Starts the clock.
   *
   * @param atMost how long; at least a millisecond
   * @param giveUp what ends the wait when the time is over
   */
  TimeLimit(ScheduledExecutorService timer, Duration atMost, Runnable giveUp) {
    this.clock =
        timer.schedule(
            () -> {
              if (state.compareAndSet(State.RUNNING, State.OVER)) {
                giveUp.run();
              }
            },
            Math.max(SHORTEST, atMost.toNanos()),
            TimeUnit.NANOSECONDS);
  }

  /** The shorter of the two. */
  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What was waited for is there; false when the time was over before. */
  boolean keep() {
    return state.compareAndSet(State.RUNNING, State.KEPT);
  }

  boolean isOver() {
    return state.get() == State.OVER;
  }

  @Override
  public void close() {
    clock.cancel(false);
  }
}
