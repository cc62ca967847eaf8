package dev.keeptrail.gateway.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Says when a caller has waited for a while. Most have their answer before, and cost one entry in a
 * queue. Thread-safe.
 */
final class CallerClock implements AutoCloseable {
  private static final long WHILE_MILLIS = 1_000;

  /** WHY: a task that is due before all others lets the thread sleep on when one is added. */
  private static final long AHEAD_MILLIS = 500;

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("keeptrail-callers").factory());

  CallerClock() {
    clock.setRemoveOnCancelPolicy(true);
    var ignored =
        clock.scheduleWithFixedDelay(() -> {}, AHEAD_MILLIS, AHEAD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The same for a while of another length. */
  Future<?> later(Runnable task, Duration length) {
    return clock.schedule(task, length.toMillis(), TimeUnit.MILLISECONDS);
  }

  Future<?> later(Runnable task) {
    return clock.schedule(task, WHILE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
